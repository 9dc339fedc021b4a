import type { GraphqlError } from '../api/graphql-error.ts'
import type { Say } from '../texts/say.ts'
import type conflictTexts from './conflicts.texts.ts'

type Reason = keyof typeof conflictTexts

/** Says what is in the way of a change; null for a reason that this release of the app does not know. */
export const conflictOf = (error: GraphqlError | undefined, say: Say<typeof conflictTexts>): string | null => {
  const { reason = '', max = 0 } = error?.extensions ?? {}
  // Which of them have a number, their texts say.
  const text = (say as (key: string, values: object) => string)(reason as Reason, { max })
  return text === reason ? null : text
}
