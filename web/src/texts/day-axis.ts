const DAY_MS = 86_400_000

/** Returns the number of a day since 1970, for an axis of days. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)

/** Returns the day of a number of `dayNumber`. */
export const dayOfNumber = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** Returns the first days of months within a range of days, every first, second, third, sixth or twelfth month, so that there are at most so many. */
export const monthTicks = (from: number, to: number, most: number): readonly number[] => {
  const [first, last] = [new Date(from * DAY_MS), new Date(to * DAY_MS)]
  const [begin, end] = [first, last].map((date) => date.getUTCFullYear() * 12 + date.getUTCMonth()) as [number, number]
  const every = [1, 2, 3, 6, 12].find((months) => (end - begin) / months <= most) ?? 12
  const months = Array.from({ length: end - begin + 1 }, (_, index) => begin + index).filter((month) => month % every === 0)
  return months
    .map((month) => Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS))
    .filter((day) => day >= from && day <= to)
}
