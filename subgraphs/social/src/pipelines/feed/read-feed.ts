import { type Connection, type PageRequest, pageRequest } from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { FeedFilter, FeedItemRow } from '../../domain/feed.ts'
import { filteredPage, KEYSET_KINDS } from '../filtered-page.ts'
import { hydrate } from './hydrate.ts'
import { present } from './present.ts'
import { applyRules } from './rules.ts'
import { openReader, skeleton } from './skeleton.ts'

export interface FeedArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly filter?: {
    readonly kinds?: FeedFilter['kinds'] | undefined
    readonly sports?: FeedFilter['sports'] | undefined
  } | null
}

const someOf = <T>(list: readonly T[] | null | undefined): readonly T[] | null =>
  list === null || list === undefined || list.length === 0 ? null : list

/** The viewer's feed in four steps: skeleton (ids), hydrate (rows), rules (pure), present (connection); filled again where rules took away. */
export const readFeed = async (context: Context, viewerId: string, args: FeedArguments): Promise<Connection<FeedItemRow>> => {
  const page: PageRequest = pageRequest(args, KEYSET_KINDS)
  const filter = { kinds: someOf(args.filter?.kinds), sports: someOf(args.filter?.sports) }
  const reader = await openReader(context, viewerId, filter)
  const connection = await filteredPage(
    page,
    {
      read: (after, limit) => skeleton(context, reader, after, limit),
      keep: async (entries) => applyRules(await hydrate(context, entries), filter),
      keysetOf: (entry) => entry,
    },
    present,
  )
  if (page.after === null) await context.stores.feeds.touch(viewerId)
  return connection
}
