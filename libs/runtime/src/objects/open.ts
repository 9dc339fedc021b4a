import type { Config } from '../config.ts'
import type { ObjectStore } from '../types.ts'
import { folderStore } from './folder-store.ts'

/** Opens S3 when a bucket is configured, otherwise a folder under the data directory. Only S3 needs the AWS SDK, so only S3 loads it. */
export const openObjectStore = async (config: Config): Promise<ObjectStore> => {
  if (config.s3 === undefined) return folderStore(config)
  const { s3Store } = await import('./s3-store.ts')
  return s3Store(config.s3)
}
