import { lineText } from '@gruppetto/graph'
import { z } from 'zod'

/** One of the codes that a brand gives to those who complete its challenge. It says that somebody has it, not who. */
export interface OfferCodeRow {
  /** offerCodeId. */
  readonly _id: string
  readonly challengeId: string
  readonly code: string
  /** Its place in the order in which the codes came. */
  readonly place: number
  readonly givenAt: Date | null
}

/** The code that an athlete got for a challenge: one, for good. */
export interface GivenCodeRow {
  /** boardRowId, so that nobody ever gets a second one. */
  readonly _id: string
  readonly challengeId: string
  readonly athleteId: string
  readonly offerCodeId: string
  readonly code: string
  readonly givenAt: Date
}

/** Codes are compared as they are written. */
export const offerCodeId = (challengeId: string, code: string): string => `${challengeId}:${code}`

const MOST_AT_ONCE = 5_000
/** More than any challenge has participants. */
export const MOST_CODES = 500_000

export const addOfferCodesInput = z.object({
  challengeId: z.string(),
  codes: z
    .array(lineText(1, 60))
    .min(1, 'must not be empty')
    .max(MOST_AT_ONCE, `must have at most ${MOST_AT_ONCE} codes; send the others with another call`),
})

/** So many codes are few, however long the list was. */
export const MOST_LOW = 100

/** Whether few of the codes are left: a tenth of them, and at most MOST_LOW. Where no code was ever added, none is missing. */
export const isRunningLow = (added: number, left: number): boolean =>
  added > 0 && left <= Math.min(MOST_LOW, Math.ceil(added / 10))

/** What a viewer may know of the code of a challenge. */
export type OfferStatus = 'NONE' | 'LOCKED' | 'READY' | 'RUN_OUT'

export interface Offer {
  readonly status: OfferStatus
  readonly code: string | null
}

/**
 * Returns what the viewer sees. Only who has completed the challenge sees a code: the own one of a list, or else the one that the
 * brand gives to all. One that was given stays theirs, but is not shown while an activity that counted is taken back.
 */
export const offerFor = (
  sponsorship: { readonly offerCode: string | null; readonly codesAdded?: number },
  viewer: { readonly hasCompleted: boolean; readonly given: string | null },
): Offer => {
  const hasList = (sponsorship.codesAdded ?? 0) > 0
  if (!hasList && sponsorship.offerCode === null) return { status: 'NONE', code: null }
  if (!viewer.hasCompleted) return { status: 'LOCKED', code: null }
  const code = viewer.given ?? sponsorship.offerCode
  return code === null ? { status: 'RUN_OUT', code: null } : { status: 'READY', code }
}

/** Spreads the athletes who complete at the same moment over the next codes, so that their transactions seldom compete for one. */
export const pickCode = <Row>(free: readonly Row[], athleteId: string): Row | null => {
  const sum = [...athleteId].reduce((all, letter) => all + letter.charCodeAt(0), 0)
  return free[sum % Math.max(1, free.length)] ?? null
}
