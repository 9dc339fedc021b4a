import type { Config } from '../config.ts'
import type { ObjectStore } from '../types.ts'
import { folderStore } from './folder-store.ts'
import { s3Store } from './s3-store.ts'

/** Opens S3 when a bucket is configured, otherwise a folder under the data directory. */
export const openObjectStore = (config: Config): ObjectStore =>
  config.s3 === undefined ? folderStore(config) : s3Store(config.s3)
