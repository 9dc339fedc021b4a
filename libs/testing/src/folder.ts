import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '@gruppetto/runtime'

const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 2 * 1024 ** 3
const PREFIX = 'gruppetto-run-'

const hasRoom = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ENOUGH_BYTES
  } catch {
    return false
  }
}

/** A run that was killed has left its folder behind. Its process id is in the name. */
const removeLeftBehind = (parent: string): void => {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue
    if (!isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

/**
 * Makes the folder of a test run, in memory where there is room for it. The servers flush each commit, which costs milliseconds on a
 * disk and nothing in memory. What a process has written outlives kill -9 in both.
 */
export const makeRunFolder = (): string => {
  const parent = hasRoom(MEMORY) ? MEMORY : tmpdir()
  removeLeftBehind(parent)
  return mkdtempSync(join(parent, `${PREFIX}${process.pid}-`))
}
