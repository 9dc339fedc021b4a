/** Returns the calendar day in a time zone as YYYY-MM-DD, which is the Swedish format. */
export const localDay = (instantMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instantMs)
