/** One change of money or access. Rows are only ever added. */
export interface PremiumAuditRow {
  readonly _id: string
  /** Null once the athlete is erased; the law asks to keep the rest. */
  readonly athleteId: string | null
  readonly at: Date
  readonly kind: 'SUBSCRIPTION' | 'ACCESS' | 'MONEY'
  /** What happened, such as RENEWED, PREMIUM_GIVEN or PAID. */
  readonly what: string
  /** What made it happen: `webhook <id>`, `look`, `athlete`, `staff`, and so on. */
  readonly cause: string
  /** The subscription, invoice or grant that it is about. */
  readonly reference: string | null
  /** In minor units. Null where no money moved. */
  readonly amount: number | null
  readonly currency: string | null
  readonly reason: string | null
  /** Whether a look at the provider found what no webhook had told. */
  readonly isRepair: boolean
}

/** A provider's event as it came. */
export interface ProviderEventRow {
  /** The provider's name and its id of the event. */
  readonly _id: string
  readonly provider: string
  readonly type: string
  readonly customerId: string | null
  readonly chargeId?: string
  /** Null for a customer that is not known here. */
  readonly athleteId: string | null
  /** The raw body, for the audit; cut off where it is huge, and empty where it is about nobody here. */
  readonly body: string
  readonly occurredAt: Date
  readonly receivedAt: Date
  readonly tries: number
  /** When it is worked on next; null when it is done. */
  readonly dueAt: Date | null
  /** DONE: the customer was looked at after it came. FOREIGN: about no customer of ours. FAILED: given up, and reported. */
  readonly status: 'WAITING' | 'DONE' | 'FOREIGN' | 'FAILED'
}
