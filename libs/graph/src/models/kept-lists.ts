import { createHash } from 'node:crypto'

/** Decides which of the lists that somebody is shown are kept as events: few, of each athlete the same for all processes, and other athletes each day. */
export interface KeptLists {
  /** Whether this list of an athlete is kept, and no other one of this process today. `percent` is a text, as a flag has it; what is no number is nothing. */
  takes(athleteId: string, percent: string): boolean
}

const DAY_MS = 86_400_000
/** A process keeps no more lists in a day, however many are asked for. */
const MOST_A_DAY = 10_000

/** From 0 to 1, without 1: the same for an athlete all day. */
const drawn = (athleteId: string, day: number): number =>
  createHash('sha256').update(`${athleteId}@${day}`).digest().readUInt32BE() / 2 ** 32

export const openKeptLists = (now: () => number): KeptLists => {
  let today = Number.NaN
  let taken = new Set<string>()
  return {
    takes(athleteId, percent) {
      const share = Number(percent) / 100
      const day = Math.floor(now() / DAY_MS)
      if (!(share > 0) || drawn(athleteId, day) >= share) return false
      if (day !== today) [today, taken] = [day, new Set()]
      if (taken.has(athleteId) || taken.size >= MOST_A_DAY) return false
      taken.add(athleteId)
      return true
    },
  }
}
