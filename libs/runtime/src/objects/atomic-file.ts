import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Makes the entries of a folder last through a power cut. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const syncFile = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes the folder where `act`, which may be done again, finds it missing: nearly always it is there. */
const inFolder = async <Result>(folder: string, act: () => Promise<Result>): Promise<Result> => {
  try {
    return await act()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await mkdir(folder, { recursive: true })
    return act()
  }
}

/** False where the file is there already. */
const linkNew = async (from: string, file: string): Promise<boolean> => {
  try {
    await link(from, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const renameOver = async (from: string, file: string): Promise<boolean> => {
  await rename(from, file)
  return true
}

/** Fills a file beside the others, then puts it in place whole: no reader ever sees a part, and a failure leaves nothing. */
const inPlace = async (
  temporaryFolder: string,
  file: string,
  fill: (path: string) => Promise<void>,
  put: (temporary: string, file: string) => Promise<boolean>,
): Promise<boolean> => {
  await mkdir(temporaryFolder, { recursive: true })
  const temporary = join(temporaryFolder, randomBytes(12).toString('hex'))
  try {
    await fill(temporary)
    await syncFile(temporary)
    const isPut = await inFolder(dirname(file), () => put(temporary, file))
    if (isPut) await syncFolder(dirname(file))
    return isPut
  } finally {
    await rm(temporary, { force: true })
  }
}

/** `fill` makes the file at the path it is given. False when an object was there already: what is there stays. */
export const writeNewFile = (temporaryFolder: string, file: string, fill: (path: string) => Promise<void>): Promise<boolean> =>
  inPlace(temporaryFolder, file, fill, linkNew)

export const replaceFile = async (temporaryFolder: string, file: string, body: Uint8Array): Promise<void> => {
  const fill = async (path: string) => {
    const handle = await open(path, 'wx')
    try {
      await handle.writeFile(body)
    } finally {
      await handle.close()
    }
  }
  await inPlace(temporaryFolder, file, fill, renameOver)
}

export const replaceByCopy = async (temporaryFolder: string, from: string, to: string): Promise<void> => {
  await inPlace(temporaryFolder, to, (path) => copyFile(from, path, constants.COPYFILE_FICLONE), renameOver)
}
