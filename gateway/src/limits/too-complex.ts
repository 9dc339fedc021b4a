import { GraphQLError } from 'graphql'

export const tooComplex = (what: string, cost: number, limit: number): GraphQLError =>
  new GraphQLError(`The operation is too complex: ${what} ${cost}, at most ${limit}.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', cost, limit },
  })

/** More than may be sent, whatever it cost: the count stops where it passes the limit. */
export const answerTooLarge = (limit: number): GraphQLError =>
  new GraphQLError(`The answer is too large: more than ${limit} bytes. Ask for less at a time.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', cost: limit + 1, limit },
  })
