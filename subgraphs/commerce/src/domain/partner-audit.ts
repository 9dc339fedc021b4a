import type { Caller } from '@gruppetto/graph'

export type PartnerAct =
  | 'BRAND_CREATED'
  | 'KEY_CREATED'
  | 'KEY_ROTATED'
  | 'KEY_REVOKED'
  | 'BRAND_CHANGED'
  | 'CHALLENGE_SPONSORED'
  | 'SPONSORSHIP_CHANGED'
  | 'SPONSORSHIP_ENDED'
  | 'CODES_ADDED'
  | 'PRODUCT_CREATED'
  | 'PRODUCT_CHANGED'
  | 'COMMISSION_SET'
  | 'POSTBACK_SECRET_ROTATED'
  | 'WEBHOOK_SET'
  | 'WEBHOOK_DELETED'
  | 'WEBHOOK_SECRET_ROTATED'

/** A change of what a brand owns or of who may act for it. */
export interface PartnerAuditRow {
  readonly _id: string
  readonly brandId: string
  readonly act: PartnerAct
  /** The id of what was changed. */
  readonly subjectId: string
  /** The member of the staff who did it; null when a key did, or when the account is erased. */
  readonly staffId: string | null
  /** The key that did it; null when staff did. */
  readonly keyId: string | null
  /** What the id does not tell, such as the scopes of a new key. Never a secret. */
  readonly note: string | null
  readonly at: Date
}

/** Returns who did it, as an audit row has it. */
export const doneBy = (caller: Caller): Pick<PartnerAuditRow, 'staffId' | 'keyId'> => ({
  staffId: caller.kind === 'athlete' ? caller.athleteId : null,
  keyId: caller.kind === 'partner' ? caller.keyId : null,
})
