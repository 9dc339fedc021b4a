import type { GraphQLFormattedError } from 'graphql'

/** Thrown where an execution has gone beyond a limit of what it may answer. */
export class AnswerTooLarge extends Error {
  readonly shown: GraphQLFormattedError

  constructor(what: 'entities' | 'bytes', limit: number) {
    super(`more than ${limit} ${what}`)
    this.shown = {
      message: `The answer is too large: more than ${limit} ${what}. Ask for less at a time.`,
      extensions: { code: 'QUERY_TOO_COMPLEX', cost: limit + 1, limit },
    }
  }
}
