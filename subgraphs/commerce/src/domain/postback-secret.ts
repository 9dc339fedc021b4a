/** The secret by which the shop of a brand signs what it reports. */
export interface PostbackSecretRow {
  /** The id of the brand. */
  readonly _id: string
  /** Encrypted, since checking a signature needs the secret itself. */
  readonly sealedSecret: string
  /** The secret before the last rotation, which holds until `previousUntil`. */
  readonly sealedPrevious: string | null
  readonly previousUntil: Date | null
  readonly setAt: Date
}
