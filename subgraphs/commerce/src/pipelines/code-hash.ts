import { createHmac } from 'node:crypto'
import { CODE_BYTES, codeOf, normalCode } from '../domain/code.ts'

/** The id of a code, however it was typed: a keyed hash, so that who has the database cannot try out short ones. Null for what is none. */
export const codeIdOf = (secret: string, typed: string): string | null => {
  const plain = normalCode(typed)
  return plain === null ? null : createHmac('sha256', secret).update(`code:${plain}`).digest('hex')
}

/** The code of a gift. It follows from the gift's id, so that it need not be kept anywhere. */
export const giftCodeOf = (secret: string, giftId: string): string =>
  codeOf(createHmac('sha256', secret).update(`gift-code:${giftId}`).digest().subarray(0, CODE_BYTES))

/** The id of the code of a gift. */
export const giftCodeIdOf = (secret: string, giftId: string): string => codeIdOf(secret, giftCodeOf(secret, giftId)) ?? ''
