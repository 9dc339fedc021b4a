import { broken, refusal } from '@gruppetto/graph'
import { z } from 'zod'

/** True for an http or https address without a user name or password, which everybody would see. */
export const isPublicUrl = (value: string): boolean => {
  try {
    const url = new URL(value)
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === ''
  } catch {
    return false
  }
}

export const PUBLIC_URL_EXPECTED = refusal(
  broken('WRONG_FORMAT', 'must be an http or https address without a user name or password', { format: 'URL' }),
)

/** The input of a public address that may be left out. */
export const optionalUrl = z
  .string()
  .refine(isPublicUrl, PUBLIC_URL_EXPECTED)
  .nullish()
  .transform((url) => url ?? null)
