import { randomBytes } from 'node:crypto'
import { constants, createWriteStream } from 'node:fs'
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Flushes the entries of a folder to disk, so that they survive a power cut. */
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

/** Runs `act`. When the folder is missing, creates it and runs `act` again. The folder nearly always exists, so this saves a check. */
const inFolder = async <Result>(folder: string, act: () => Promise<Result>): Promise<Result> => {
  try {
    return await act()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await mkdir(folder, { recursive: true })
    return act()
  }
}

/** Returns false when the file already exists. */
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

/** Writes a temporary file and then moves it into place: readers never see a partial file, and a failure leaves nothing behind. */
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

/** Creates a file; `fill` writes it at the path it receives. Returns false when the file already exists; then it is not changed. */
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

/** Writes a file as it comes. Returns its size. */
export const replaceByStream = async (temporaryFolder: string, file: string, body: Readable): Promise<number> => {
  let size = 0
  const fill = async (path: string) => {
    const sink = createWriteStream(path, { flags: 'wx' })
    await pipeline(body, sink)
    size = sink.bytesWritten
  }
  await inPlace(temporaryFolder, file, fill, renameOver)
  return size
}

export const replaceByCopy = async (temporaryFolder: string, from: string, to: string): Promise<void> => {
  await inPlace(temporaryFolder, to, (path) => copyFile(from, path, constants.COPYFILE_FICLONE), renameOver)
}
