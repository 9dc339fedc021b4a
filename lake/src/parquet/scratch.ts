import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from '@gruppetto/runtime'

/** A folder of this process for files that are on their way. */
export interface Scratch {
  /** Calls `work` with a folder of its own, which is removed afterwards. */
  within<Result>(work: (folder: string) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** What processes that are no more have left behind. */
const removeLeftBehind = async (parent: string): Promise<void> => {
  for (const name of await readdir(parent))
    if (!isAlive(Number(name.split('-')[0]))) await rm(join(parent, name), { recursive: true, force: true })
}

export const openScratch = (dataDir: string): Scratch => {
  const parent = join(dataDir, 'lake')
  const mine = join(parent, `${process.pid}-${randomBytes(6).toString('hex')}`)
  let count = 0
  return {
    async within(work) {
      if (count === 0) {
        await mkdir(parent, { recursive: true })
        await removeLeftBehind(parent)
      }
      count += 1
      const folder = join(mine, String(count))
      await mkdir(folder, { recursive: true })
      try {
        return await work(folder)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    close: () => rm(mine, { recursive: true, force: true }),
  }
}
