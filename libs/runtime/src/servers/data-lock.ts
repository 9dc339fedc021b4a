import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { birthOf } from '../process-birth.ts'

interface Holder {
  readonly pid: number
  readonly birth: string | null
}

export class DataInUseError extends Error {}

const read = (file: string): Holder | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null
    return { pid: value.pid, birth: 'birth' in value && typeof value.birth === 'string' ? value.birth : null }
  } catch {
    return null
  }
}

const lives = (holder: Holder): boolean => {
  const birth = birthOf(holder.pid)
  return birth !== null && birth === holder.birth
}

const isOurs = (file: string): boolean => read(file)?.pid === process.pid

/** Creates the complete lock file in one step. Returns false when it already exists. */
const place = (file: string): boolean => {
  const own = `${file}.${process.pid}`
  writeFileSync(own, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }))
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

/**
 * Locks a data directory, so that only one process keeps servers there. Takes over a lock whose process no longer runs. Returns a
 * function that releases the lock. Throws DataInUseError when another process holds it.
 */
export const lockData = async (dataDir: string, name = 'lock'): Promise<() => void> => {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, name)
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (place(file)) {
      // Two processes that found the same stale lock may both have removed it. The one whose lock file is still there after a
      // moment holds the lock.
      await sleep(50)
      if (isOurs(file)) return () => (isOurs(file) ? rmSync(file, { force: true }) : undefined)
      continue
    }
    const holder = read(file)
    if (holder !== null && lives(holder)) {
      throw new DataInUseError(
        `Gruppetto already runs on ${dataDir} (process ${holder.pid}). Stop it first, or give this one its own DATA_DIR.`,
      )
    }
    rmSync(file, { force: true })
  }
  throw new DataInUseError(`The lock of ${dataDir} changes hands all the time; is something starting Gruppetto over and over?`)
}
