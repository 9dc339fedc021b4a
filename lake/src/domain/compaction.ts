import { CLOSED_AFTER_MS, DEAD_WITHIN_MS, KEY_MARGIN_MS, MAX_FILE_BYTES } from '../settings.ts'
import { dayOf, type LakeFile } from './files.ts'

type Known = Pick<LakeFile, '_id' | 'event' | 'day' | 'bytes' | 'cleanAt'>

/** The last day whose events have all arrived, but for stragglers. */
export const lastClosedDay = (nowMs: number): string => dayOf(nowMs - CLOSED_AFTER_MS - 24 * 3600 * 1000)

/** Whether a file may have rows of a key that died so long ago that they have to go now. */
export const isDueForTheDead = ({ cleanAt }: Pick<LakeFile, 'cleanAt'>, diedAt: readonly Date[], nowMs: number): boolean => {
  const since = cleanAt.getTime() - KEY_MARGIN_MS
  return diedAt.some((at) => at.getTime() >= since && at.getTime() <= nowMs - DEAD_WITHIN_MS)
}

/**
 * Returns which files of one event and day are to become one file each: small ones together, up to the largest size of a file, and by itself one
 * that has rows of the dead. The smallest come first, so that a day of stragglers costs little.
 */
export const groupsOf = <File extends Known>(files: readonly File[], isDue: (file: File) => boolean): readonly File[][] => {
  const groups: File[][] = []
  let group: File[] = []
  let bytes = 0
  for (const file of files.toSorted((a, b) => a.bytes - b.bytes)) {
    if (group.length > 0 && bytes + file.bytes > MAX_FILE_BYTES) {
      groups.push(group)
      group = []
      bytes = 0
    }
    group.push(file)
    bytes += file.bytes
  }
  if (group.length > 0) groups.push(group)
  return groups.filter((one) => one.length > 1 || one.some(isDue))
}

/** The keys that died before this instant can be in no file any more. */
export const forgettableBefore = (leastCleanMs: number, nowMs: number): Date =>
  new Date(Math.min(leastCleanMs, nowMs) - KEY_MARGIN_MS)
