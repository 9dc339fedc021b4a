const DAY_MS = 86_400_000

/** Returns the instant so many weeks before the present day: the same all day long, so that an answer may be kept. */
export const weeksAgo = (weeks: number, nowMs: number): string =>
  new Date(Math.floor(nowMs / DAY_MS) * DAY_MS - weeks * 7 * DAY_MS).toISOString()

export interface Done {
  /** The wall clock where it was, without an offset. */
  readonly startedAtLocal: string
  readonly movingSeconds: number
}

export interface Week {
  /** Seconds for each day, Monday first. */
  readonly days: readonly number[]
  /** 0 for Monday. */
  readonly today: number
  readonly seconds: number
  /** What the four weeks before had up to the same day of the week, on average; null when there was nothing in them. */
  readonly usualSeconds: number | null
}

const dayOf = (wallClock: string): number => Math.floor(Date.parse(`${wallClock.slice(0, 10)}T00:00:00Z`) / DAY_MS)
/** Day 0 of the epoch was a Thursday. */
const weekdayOf = (day: number): number => (day + 3) % 7

/** Sums up the present week, and compares it with the four before up to the same weekday. `today` is a day such as 2026-11-30. */
export const weekOf = (done: readonly Done[], today: string): Week => {
  const now = dayOf(today)
  const monday = now - weekdayOf(now)
  const days = [0, 0, 0, 0, 0, 0, 0]
  let before = 0
  let hadAny = false
  for (const { startedAtLocal, movingSeconds } of done) {
    const day = dayOf(startedAtLocal)
    if (day >= monday && day < monday + 7) days[day - monday] = (days[day - monday] ?? 0) + movingSeconds
    if (day < monday && day >= monday - 28) {
      hadAny = true
      if (weekdayOf(day) <= weekdayOf(now)) before += movingSeconds
    }
  }
  const seconds = days.reduce((sum, each) => sum + each, 0)
  return { days, today: now - monday, seconds, usualSeconds: hadAny ? before / 4 : null }
}

/** Returns the training load of the present week. What has none counts nothing. */
export const loadOf = (
  done: readonly { readonly startedAtLocal: string; readonly trainingLoad: number | null | undefined }[],
  today: string,
): number => {
  const now = dayOf(today)
  const monday = now - weekdayOf(now)
  return done.reduce((sum, { startedAtLocal, trainingLoad }) => {
    const day = dayOf(startedAtLocal)
    return day >= monday && day < monday + 7 ? sum + (trainingLoad ?? 0) : sum
  }, 0)
}
