import { dayAfter, dayIn, mondayOf } from '../../texts/days.ts'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Returns a month such as 2026-11 when a text is one, else the present one, where the device is unless another zone is given. */
export const monthOf = (text: string | null, nowMs: number, timeZone = hereZone()): string =>
  text !== null && MONTH.test(text) ? text : dayIn(timeZone, nowMs).slice(0, 7)

export const yearOf = (month: string): number => Number(month.slice(0, 4))

/** Returns the month so many months after another, which may be before it. */
export const monthAfter = (month: string, months: number): string => {
  const count = yearOf(month) * 12 + Number(month.slice(5)) - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** Returns the weeks that a month touches, each with its seven days from Monday on. */
export const weeksOf = (month: string): readonly (readonly string[])[] => {
  const end = `${monthAfter(month, 1)}-01`
  const weeks: string[][] = []
  for (let monday = mondayOf(`${month}-01`); monday < end; monday = dayAfter(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, day) => dayAfter(monday, day)))
  }
  return weeks
}

/** Returns the instants between which everything began that began on the days of a month's weeks, wherever on earth: a day more at each end. */
export const rangeOfMonth = (month: string): { readonly since: string; readonly until: string } => {
  const weeks = weeksOf(month)
  const [first, last] = [weeks[0]?.[0] ?? `${month}-01`, weeks.at(-1)?.[6] ?? `${month}-28`]
  return { since: `${dayAfter(first, -1)}T00:00:00.000Z`, until: `${dayAfter(last, 2)}T00:00:00.000Z` }
}
