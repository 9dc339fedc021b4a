import { z } from 'zod'

/** OFFER: lowers the price of a subscription that is bought with it. GIFT: gives premium for some months, without a payment. */
export type CodeKind = 'OFFER' | 'GIFT'

/** A code that staff has made, or that somebody has bought as a gift. The code itself is not stored. */
export interface CodeRow {
  /** A keyed hash of the code. */
  readonly _id: string
  /** What staff calls it. */
  readonly name: string
  readonly kind: CodeKind
  /** How much an OFFER takes off; 100 for a GIFT. */
  readonly percentOff: number
  /** For how many months. */
  readonly months: number
  readonly usesLeft: number
  readonly uses: number
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly createdAt: Date
  /** Whose gift it is; null for a code of staff. */
  readonly boughtById: string | null
}

/** RESERVED: a payment page was opened with it, and its use is given back unless somebody pays there in time. */
export type RedemptionStatus = 'RESERVED' | 'REDEEMED'

/** That an athlete used a code. An athlete uses each code at most once. */
export interface RedemptionRow {
  /** `<code>:<athlete>` */
  readonly _id: string
  readonly codeId: string
  readonly athleteId: string
  readonly kind: CodeKind
  readonly months: number
  readonly status: RedemptionStatus
  readonly redeemedAt: Date
  /** When a reservation ends; null once it is redeemed. */
  readonly endsAt: Date | null
  /** Until when a GIFT gives premium; absent for an OFFER. */
  readonly givenUntil?: Date
}

export const redemptionId = (codeId: string, athleteId: string): string => `${codeId}:${athleteId}`

/** No I, L, O and U: nobody can mistake one character for another, or read a word. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 16
const GROUP = 4

/** The random bytes that a code needs. */
export const CODE_BYTES = CODE_LENGTH

/** Makes a code of 80 random bits, such as `7QK2-M0XV-93TR-5WDA`. */
export const codeOf = (bytes: Uint8Array): string => {
  if (bytes.length !== CODE_BYTES) throw new RangeError(`a code needs ${CODE_BYTES} random bytes`)
  const letters = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? letters
}

const LONGEST_TYPED = 60

/** Returns a code as it is compared: however it was typed, with or without hyphens, with an O for a zero. Null for what is none. */
export const normalCode = (typed: string): string | null => {
  if (typed.length > LONGEST_TYPED) return null
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return /^[0-9A-Z]{8,24}$/.test(plain) ? plain : null
}

const MOST_USES = 1_000_000
const MOST_MONTHS = 24
const LONGEST_NAME = 60

/** What staff says about codes that it makes. */
export const newCodes = (nowMs: number) =>
  z
    .object({
      name: z.string().trim().min(1, 'must not be empty').max(LONGEST_NAME, `must have at most ${LONGEST_NAME} characters`),
      kind: z.enum(['OFFER', 'GIFT']),
      percentOff: z.number().int().min(1, 'must be 1 to 100').max(100, 'must be 1 to 100').default(100),
      months: z.number().int().min(1, 'must be 1 to 24').max(MOST_MONTHS, 'must be 1 to 24'),
      uses: z.number().int().min(1, 'must be at least 1').max(MOST_USES, `must be at most ${MOST_USES}`).default(1),
      count: z.number().int().min(1, 'must be 1 to 1000').max(1_000, 'must be 1 to 1000').default(1),
      expiresAt: z
        .date()
        .refine((at) => at.getTime() > nowMs, 'must lie ahead')
        .nullable()
        .default(null),
    })
    .refine(({ kind, percentOff }) => kind === 'OFFER' || percentOff === 100, {
      path: ['percentOff'],
      message: 'a gift is for nothing: it has no percentage',
    })

export type NewCodes = z.output<ReturnType<typeof newCodes>>

/** Whether a code may still be used by somebody. */
export const isUsable = ({ usesLeft, expiresAt, revokedAt }: CodeRow, nowMs: number): boolean =>
  usesLeft > 0 && revokedAt === null && (expiresAt === null || expiresAt.getTime() > nowMs)
