/** What is wrong with an argument: a rule with its bounds (docs/guides/clients.md, "Errors"), and a sentence in English. */
export interface FieldError {
  readonly path: string
  readonly message: string
  readonly rule?: string
  readonly min?: number
  readonly max?: number
  readonly above?: number
  readonly below?: number
  readonly format?: string
  readonly from?: string
}

export interface GraphqlError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: {
    readonly code?: string
    readonly fields?: readonly FieldError[]
    readonly retryAfterSeconds?: number
    readonly erasesAt?: string
    readonly suspendedUntil?: string
    /** Of a CONFLICT. */
    readonly reason?: string
    readonly max?: number
  }
}

/** Whether a part of the platform is away, so that what was refused now is given later. */
export const isAway = (errors: readonly GraphqlError[]): boolean =>
  errors.some(({ extensions }) => extensions?.code === 'SERVICE_UNAVAILABLE')

const SAME_THE_NEXT_TIME = new Set(['PREMIUM_REQUIRED', 'FORBIDDEN', 'NOT_FOUND'])

/** Whether errors belong to an answer as what it says does: asked again, it would have them too. So it is whole, as one without errors is. */
export const areOfTheAnswer = (errors: readonly GraphqlError[]): boolean =>
  errors.every(({ extensions }) => SAME_THE_NEXT_TIME.has(extensions?.code ?? ''))
