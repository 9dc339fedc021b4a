import { type Caller, requireAthlete, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { Account } from '../domain/account.ts'
import { signInInput, signUpInput } from '../domain/inputs.ts'
import type { OpenedSession } from '../domain/session.ts'
import type { Resolvers } from '../generated/resolvers.ts'
import { endSession } from '../pipelines/end-session.ts'
import { refreshSession } from '../pipelines/refresh-session.ts'
import { signIn } from '../pipelines/sign-in.ts'
import { signUp } from '../pipelines/sign-up.ts'

const addressOf = (caller: Caller): string | null => (caller.kind === 'service' ? null : caller.address)

interface Signed {
  readonly account: Account
  readonly opened: OpenedSession
}

// The caller is nobody yet: what the payload's viewer answers comes from the account just read, not from who calls.
const answer = ({ account, opened }: Signed, { loaders }: Context): OpenedSession => {
  loaders.account.clear(account._id).prime(account._id, account)
  return opened
}

export const sessionResolvers = {
  Mutation: {
    async signUp(_, { input }, context) {
      return answer(await signUp(context.services, validInput(signUpInput, input), context.traceparent), context)
    },
    async signIn(_, { input }, context) {
      const { device = null, ...rest } = validInput(signInInput, input)
      return answer(await signIn(context.services, { ...rest, device, address: addressOf(context.caller) }), context)
    },
    async refreshSession(_, { refreshToken }, context) {
      return answer(await refreshSession(context.services, refreshToken), context)
    },
    async signOut(_, _args, { caller, services }) {
      const { athleteId, sessionId } = requireAthlete(caller)
      await endSession(services, sessionId, athleteId)
      return true
    },
  },
  SessionPayload: {
    accessToken: ({ accessToken }) => accessToken,
    accessTokenExpiresAt: ({ accessTokenExpiresAt }) => accessTokenExpiresAt,
    refreshToken: ({ refreshToken }) => refreshToken,
    viewer: ({ viewer }) => viewer,
  },
} satisfies Resolvers
