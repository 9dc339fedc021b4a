import type { GraphQLSchema } from 'graphql'
import { suspended } from './errors.ts'
import type { OpenModule } from './module.ts'
import { wrapMutations } from './wrap-mutations.ts'

/**
 * What an athlete may do while suspended: sign in and out, keep the account safe, read notifications, take the data along and
 * leave, appeal, and stop showing others where they are. Every other mutation is refused, new ones too.
 */
export const WHILE_SUSPENDED: ReadonlySet<string> = new Set([
  ...['signUp', 'signIn', 'refreshSession', 'signOut', 'endSession'],
  ...['changePassword', 'requestPasswordReset', 'resetPassword', 'verifyEmail', 'resendVerification'],
  ...['requestDataExport', 'deleteAccount', 'appeal', 'endLiveSession', 'markNotificationsRead'],
])

/**
 * Refuses the mutations of suspended athletes, in the one place that every mutation of every subgraph passes, over HTTP and
 * websockets. A suspension ends by itself, since its end is compared with the clock at each call. Changes the schema in place.
 */
export const guardSuspended = (
  schema: GraphQLSchema,
  { suspendedUntilMs }: Pick<OpenModule, 'suspendedUntilMs'>,
  { now }: { now(): number },
): GraphQLSchema =>
  wrapMutations(schema, (resolve, name) => {
    if (WHILE_SUSPENDED.has(name)) return resolve
    return async (source, args, context, info) => {
      const { caller } = context
      const untilMs = caller.kind === 'athlete' ? await suspendedUntilMs(caller.athleteId) : null
      if (untilMs !== null && untilMs > now()) throw suspended(new Date(untilMs))
      return resolve(source, args, context, info)
    }
  })
