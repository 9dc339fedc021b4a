/**
 * Returns the instant some months after another one, in UTC at the same time of day. A day that the month does not have becomes
 * its last one, and a later period has the day of the anchor again: 31 January, 28 February, 31 March.
 */
export const addMonths = (anchorMs: number, months: number): number => {
  const anchor = new Date(anchorMs)
  const moved = new Date(anchorMs)
  moved.setUTCDate(1)
  moved.setUTCMonth(anchor.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(anchor.getUTCDate(), lastDay))
  return moved.getTime()
}
