import { openCounter, type Runtime } from '@gruppetto/runtime'

/** What an athlete may send in a minute before the rest waits behind the files of others. */
const SHARE = { most: 10, seconds: 60 }

export type HasShare = (athleteId: string) => Promise<boolean>

/** Counts a file of an athlete; true while they send no more than their share. */
export const shares = (runtime: Runtime): HasShare => {
  const counter = openCounter(runtime)
  const windows = [{ ...SHARE, most: SHARE.most * runtime.config.quotaFactor }]
  return async (athleteId) => (await counter.count(`measuring:${athleteId}`, windows)) === 0
}
