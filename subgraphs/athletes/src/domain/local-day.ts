/** The calendar day in a zone: YYYY-MM-DD, as Swedes write it. */
export const localDay = (instantMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instantMs)
