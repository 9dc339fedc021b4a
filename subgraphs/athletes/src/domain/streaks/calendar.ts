const DAY_MS = 86_400_000

/** A calendar day as its number since 1 January 1970. */
export type DayNumber = number

export const dayNumber = (day: string): DayNumber => Math.floor(Date.parse(day) / DAY_MS)

export const dayText = (day: DayNumber): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** A week, from Monday to Sunday, as its number. 1 January 1970 was a Thursday. */
export const weekOf = (day: DayNumber): number => Math.floor((day + 3) / 7)

export const mondayOf = (week: number): DayNumber => week * 7 - 3

export const sundayOf = (week: number): DayNumber => week * 7 + 3
