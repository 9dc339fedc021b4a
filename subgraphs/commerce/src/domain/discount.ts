/** What an offer takes off: so much for so many months. */
export interface Discount {
  /** 1 to 100. */
  readonly percentOff: number
  readonly months: number
}

/** The same in whole periods of a plan. */
export interface PeriodDiscount {
  readonly percentOff: number
  readonly periods: number
}

/** Returns what is left of a price, rounded to the minor unit. */
export const discounted = (amount: number, percentOff: number): number => amount - Math.round((amount * percentOff) / 100)

/** Spreads a discount over whole periods: three months at half price are an eighth of a year's price. */
export const inPeriods = ({ percentOff, months }: Discount, monthsOfPeriod: number): PeriodDiscount => {
  const periods = Math.ceil(months / monthsOfPeriod)
  return { percentOff: Math.max(1, Math.round((percentOff * months) / (periods * monthsOfPeriod))), periods }
}
