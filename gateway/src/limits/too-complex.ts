import { GraphQLError } from 'graphql'

export const tooComplex = (what: string, cost: number, limit: number): GraphQLError =>
  new GraphQLError(`The operation is too complex: ${what} ${cost}, at most ${limit}.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', cost, limit },
  })

/** The answer has more bytes than may be sent. How many more is unknown, because counting stops at the limit. */
export const answerTooLarge = (limit: number): GraphQLError =>
  new GraphQLError(`The answer is too large: more than ${limit} bytes. Ask for less at a time.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', cost: limit + 1, limit },
  })
