import { openCounter, type Runtime } from '@gruppetto/runtime'

/** How many files of an athlete are measured in a minute before the others wait behind the files of other athletes. */
const SHARE = { most: 10, seconds: 60 }

/** Counts a file of an athlete. Returns whether the athlete is within the share. */
export type UploadShare = (athleteId: string) => Promise<boolean>

export const openUploadShare = (runtime: Runtime): UploadShare => {
  const counter = openCounter(runtime)
  const windows = [{ ...SHARE, most: SHARE.most * runtime.config.quotaFactor }]
  return async (athleteId) => (await counter.count(`measuring:${athleteId}`, windows)) === 0
}
