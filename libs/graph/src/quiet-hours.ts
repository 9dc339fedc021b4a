/** The hours without pushes, as times of day in the athlete's zone. `until` may be on the next day. */
export interface QuietHours {
  /** HH:MM, the first quiet minute. */
  readonly from: string
  /** HH:MM, the first minute that is not quiet any more. */
  readonly until: string
}

/** Returns the minute of the day, 0 to 1439, of a time HH:MM. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Whether a minute of the day is quiet. */
export const isQuietMinute = (minute: number, { from, until }: QuietHours): boolean => {
  const [begin, end] = [minuteOf(from), minuteOf(until)]
  return begin < end ? begin <= minute && minute < end : begin <= minute || minute < end
}
