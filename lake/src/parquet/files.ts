import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ObjectStore } from '@gruppetto/runtime'
import type { LakeFile } from '../domain/files.ts'

/** An object of the lake is not what was written there. */
export class BrokenFileError extends Error {
  override readonly name = 'BrokenFileError'
}

/** Brings a file of the lake to this machine. Throws BrokenFileError when it is not what the registry says. */
export const fetchFile = async (
  objects: ObjectStore,
  { _id, sha256 }: Pick<LakeFile, '_id' | 'sha256'>,
  path: string,
): Promise<void> => {
  const hash = createHash('sha256')
  const count = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(await objects.read(_id), count, createWriteStream(path))
  if (hash.digest('hex') !== sha256) throw new BrokenFileError(`${_id} is not what the registry says`)
}
