/** Writes an amount of minor units, such as cents, in a currency of ISO 4217. Whole amounts are written without a fraction. */
export const moneyIn = (locale: string, minorUnits: number, currency: string): string => {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions()
  const amount = minorUnits / 10 ** maximumFractionDigits
  const minimumFractionDigits = Number.isInteger(amount) ? 0 : maximumFractionDigits
  return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits, maximumFractionDigits }).format(
    amount,
  )
}
