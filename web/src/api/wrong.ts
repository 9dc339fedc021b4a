import type { FieldError, GraphqlError } from './graphql-error.ts'
import { OfflineError } from './session.ts'

/** What went wrong with a form: a sentence for the whole of it, and one for each field by its name. */
export interface Wrong {
  readonly all: string | null
  readonly fields: Readonly<Record<string, string>>
}

export const NOTHING_WRONG: Wrong = { all: null, fields: {} }

/** Returns the same, which notes what is read of its fields, and `unread`: the sentences of the fields of which nothing was read until now. */
export const noting = ({ all, fields }: Wrong): { readonly wrong: Wrong; readonly unread: () => readonly string[] } => {
  const read = new Set<string>()
  const noted: Record<string, string> = {}
  for (const [name, sentence] of Object.entries(fields)) {
    const get = () => {
      read.add(name)
      return sentence
    }
    Object.defineProperty(noted, name, { enumerable: true, get })
  }
  const unread = () => Object.entries(fields).flatMap(([name, sentence]) => (read.has(name) ? [] : [sentence]))
  return { wrong: { all, fields: noted }, unread }
}

/** What went wrong in one sentence, for where no field shows its own; null where there are no words for it. */
export const sentenceOf = ({ all, fields }: Wrong): string | null => all ?? Object.values(fields)[0] ?? null

/** Returns the errors with which a mutation was refused, from what Relay throws of it. None when it did not arrive. */
export const errorsOf = (
  error: Error & { readonly source?: { readonly errors?: readonly GraphqlError[] } },
): readonly GraphqlError[] =>
  error.source?.errors ?? [
    { message: '', extensions: { code: error instanceof OfflineError ? 'OFFLINE' : 'INTERNAL_SERVER_ERROR' } },
  ]

/** Whether what Relay throws has an error of this code. */
export const hasCode = (error: Error, code: string): boolean =>
  errorsOf(error).some(({ extensions }) => extensions?.code === code)

/** What says errors: `code` returns null for a code that there are no words for. */
export interface ErrorWords {
  readonly code: (code: string, error: GraphqlError | undefined) => string | null
  readonly field: (field: FieldError) => string
}

/** Says an error in one sentence, as far as it has one; empty where it does not say what it is. */
export const sentenceOfError = (error: GraphqlError | undefined, words: ErrorWords): string => {
  const field = error?.extensions?.fields?.[0]
  if (field !== undefined) return words.field(field)
  return words.code(error?.extensions?.code ?? '', error) ?? error?.message ?? ''
}

/** The name that a form knows a field by: that of a list where the path names an entry of it. */
const nameOf = ({ path }: FieldError): string => path.replace(/\.\d+$/, '').replace(/^\w+\./, '')

/** Puts errors beside the fields that they name, and says the rest in the words of their code. */
export const wrongOf = (errors: readonly GraphqlError[], words: ErrorWords): Wrong => {
  const fields = Object.fromEntries(
    errors.flatMap(({ extensions }) => extensions?.fields ?? []).map((field) => [nameOf(field), words.field(field)]),
  )
  if (Object.keys(fields).length > 0) return { all: null, fields }
  const [first] = errors
  const code = first?.extensions?.code ?? 'INTERNAL_SERVER_ERROR'
  return { all: words.code(code, first) ?? first?.message ?? code, fields }
}
