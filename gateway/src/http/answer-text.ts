import type { FormattedExecutionResult } from 'graphql'

/** Writes an answer as Apollo Server does, with a line break at the end: whichever way an answer was made, it has the same bytes. */
export const answerText = (result: FormattedExecutionResult): string => `${JSON.stringify(result)}\n`
