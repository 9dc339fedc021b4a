import { join } from 'node:path'

// A segment never starts with a dot, so neither `..` nor a hidden file can be named.
const KEY = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}(\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}){0,7}$/

/** Whether `key` may name an object: `uploads/<id>`, `originals/<sha256>`; plain segments only. */
export const isObjectKey = (key: string): boolean => KEY.test(key)

/** The key, or an error: a key that is not plain is a bug of ours, since clients never choose keys. */
export const checkedKey = (key: string): string => {
  if (!isObjectKey(key)) throw new Error('not an object key')
  return key
}

export const fileOf = (folder: string, key: string): string => join(folder, ...checkedKey(key).split('/'))
