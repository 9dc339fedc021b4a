import type { KeyDesk } from '@gruppetto/commerce'

export const KEYS_USAGE = `npm run staff -- key BRAND NAME       makes an API key of a brand with all scopes, and prints its secret: only now, since it is stored nowhere; BRAND is its slug`

/** Makes a key. Returns the exit code; null for a command that does not exist. */
export const runKeys = async (desk: KeyDesk, [brand, ...words]: readonly string[]): Promise<number | null> => {
  if (brand === undefined || words.length === 0) return null
  try {
    const secret = await desk.make(brand, words.join(' '))
    if (secret === null) console.error(`There is no brand ${brand}.`)
    else console.log(secret)
    return secret === null ? 1 : 0
  } catch (error) {
    // The name is none, or the brand has too many keys: the message says which.
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}
