/** An amount in the minor units of its currency (ISO 4217): cents of EUR, whole yen, thousandths of KWD. Never a fraction. */
export interface Money {
  readonly amount: number
  readonly currency: string
}

/**
 * The digits after the point, where they are not two. They are ISO 4217's and not those of Intl, which shows some currencies with
 * fewer digits than they are accounted in.
 */
const DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map(
      (code) => [code, 0],
    ),
  ),
  ...Object.fromEntries(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
}

export const digitsOf = (currency: string): number => DIGITS[currency] ?? 2

/** Returns the amount. Throws when it is not a whole number of minor units that a double holds exactly. */
export const minorUnits = (amount: number): number => {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not an amount in minor units`)
  return amount
}

/** Writes the amount with the currency's own digits: `7.99 EUR`, `1200 JPY`, `2.500 KWD`. */
export const moneyText = ({ amount, currency }: Money): string => {
  const digits = digitsOf(currency)
  const units = `${Math.abs(minorUnits(amount))}`.padStart(digits + 1, '0')
  const whole = units.slice(0, units.length - digits)
  const rest = digits === 0 ? '' : `.${units.slice(-digits)}`
  return `${amount < 0 ? '-' : ''}${whole}${rest} ${currency}`
}
