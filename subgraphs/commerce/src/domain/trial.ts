/** A trial that somebody has had. */
export interface TrialRow {
  /** A keyed hash of the account's id, or of its mail address. */
  readonly _id: string
  readonly at: Date
}

/** What is known here of an account's mail address: a keyed hash that athletes has made. */
export interface AddressKeyRow {
  /** The athlete's id. */
  readonly _id: string
  readonly revision: number
  readonly addressKey: string
}
