import type { GraphqlError } from './environment.ts'
import { OfflineError } from './session.ts'

/** What went wrong with a form: a sentence for the whole of it, and one for each field by its name. */
export interface Wrong {
  readonly all: string | null
  readonly fields: Readonly<Record<string, string>>
}

/** Says an error in the words of its code; null where there are none for it. */
export type Say = (code: string, error: GraphqlError | undefined) => string | null

export const NOTHING_WRONG: Wrong = { all: null, fields: {} }

/** Returns the errors with which a mutation was refused, from what Relay throws of it. None when it did not arrive. */
export const errorsOf = (
  error: Error & { readonly source?: { readonly errors?: readonly GraphqlError[] } },
): readonly GraphqlError[] =>
  error.source?.errors ?? [
    { message: '', extensions: { code: error instanceof OfflineError ? 'OFFLINE' : 'INTERNAL_SERVER_ERROR' } },
  ]

/** Puts errors beside the fields that they name, and says the rest in the words of their code. */
export const wrongOf = (errors: readonly GraphqlError[], say: Say): Wrong => {
  const fields = Object.fromEntries(
    errors
      .flatMap(({ extensions }) => extensions?.fields ?? [])
      .map(({ path, message }) => [path.replace(/^\w+\./, ''), message]),
  )
  if (Object.keys(fields).length > 0) return { all: null, fields }
  const [first] = errors
  const code = first?.extensions?.code ?? 'INTERNAL_SERVER_ERROR'
  return { all: say(code, first) ?? first?.message ?? code, fields }
}
