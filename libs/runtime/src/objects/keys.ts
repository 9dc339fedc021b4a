import { join } from 'node:path'

// No segment starts with a dot, so a key can name neither `..` nor a hidden file.
const KEY = /^[A-Za-z0-9_-][A-Za-z0-9._=-]{0,199}(\/[A-Za-z0-9_-][A-Za-z0-9._=-]{0,199}){0,7}$/

/** Whether `key` is a valid object key, such as `uploads/<id>` or `originals/<sha256>`. */
export const isObjectKey = (key: string): boolean => KEY.test(key)

/** Returns the key. Throws when it is invalid: clients never choose keys, so that is a bug in our code. */
export const checkedKey = (key: string): string => {
  if (!isObjectKey(key)) throw new Error('not an object key')
  return key
}

export const fileOf = (folder: string, key: string): string => join(folder, ...checkedKey(key).split('/'))
