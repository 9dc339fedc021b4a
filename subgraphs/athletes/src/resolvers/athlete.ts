import { badUserInput, pageRequest } from '@gruppetto/graph'
import { profileOf } from '../domain/athlete-view.ts'
import { normalisedHandle } from '../domain/handles.ts'
import type { Resolvers } from '../generated/resolvers.ts'
import { SEARCH_CURSOR, searchAthletes } from '../pipelines/search-athletes.ts'

export const athleteResolvers = {
  Query: {
    async athlete(_, { id, handle }, { loaders }) {
      const isById = typeof id === 'string'
      if (isById === (typeof handle === 'string')) throw badUserInput([{ path: 'id', message: 'give either id or handle' }])
      const athleteId = isById ? id : await loaders.athleteIdByHandle.load(normalisedHandle(handle ?? ''))
      return athleteId === null ? null : loaders.athlete.load(athleteId)
    },
    async searchAthletes(_, { query, ...args }, { services, loaders }) {
      const connection = await searchAthletes({ stores: services.stores, loaders }, query, pageRequest(args, SEARCH_CURSOR))
      // Counting every match would cost more than the page.
      return { ...connection, totalCount: null }
    },
  },
  Athlete: {
    // An API key sees no athlete; anyone else sees what the loader's rules let through.
    __resolveReference: ({ id }, { caller, loaders }) => (caller.kind === 'partner' ? null : loaders.athlete.load(id)),
    id: ({ account }) => account._id,
    handle: ({ account }) => account.handle,
    displayName: ({ account }) => account.displayName,
    avatarUrl: ({ account }) => account.avatarUrl,
    isPrivate: ({ account }) => account.approveFollowers,
    bio: (view) => profileOf(view)?.bio ?? null,
    city: (view) => profileOf(view)?.city ?? null,
    country: (view) => profileOf(view)?.country ?? null,
    favouriteSports: (view) => profileOf(view)?.favouriteSports ?? [],
    isPremium: (view, _, { loaders }) => (profileOf(view) === null ? false : loaders.isPremium.load(view.account._id)),
    joinedAt: (view) => profileOf(view)?.joinedAt ?? null,
  },
} satisfies Resolvers
