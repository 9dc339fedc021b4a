import {
  type Connection,
  type CursorKey,
  filteredPage,
  mayAppearTo,
  type PageArguments,
  pageRequest,
  readSearchQuery,
} from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isVerified } from '../domain/account.ts'
import type { AthleteView } from '../domain/athlete-view.ts'
import { isFirstHit, type SearchHit, type SearchTerms, searchTerms } from '../domain/search-keys.ts'

/** The parts of a cursor: rank, key, athlete's id. */
const CURSOR = ['number', 'string', 'string'] as const

const cursorOf = (hit: SearchHit): CursorKey => [hit.rank, hit.key, hit.athleteId]
const hitOf = ([rank, key, athleteId]: CursorKey): SearchHit => ({
  rank: Number(rank),
  key: String(key),
  athleteId: String(athleteId),
})

/** Returns the next hits after `after`: first handles with the prefix in order (so the exact one comes first), then names in order. */
const readHits = async (
  { stores }: Context,
  terms: SearchTerms,
  after: SearchHit | null,
  limit: number,
): Promise<SearchHit[]> => {
  const hits: SearchHit[] = []
  if (terms.handle !== null && (after === null || after.rank === 0)) {
    const rows = await stores.handles.withPrefix(terms.handle, after?.key ?? null, limit)
    hits.push(...rows.map((row) => ({ rank: 0, key: row._id, athleteId: row.athleteId })))
  }
  if (terms.name !== null && hits.length < limit) {
    const rows = await stores.searchNames.withPrefix(terms.name, after?.rank === 1 ? after : null, limit - hits.length)
    hits.push(...rows.map(({ key, athleteId }) => ({ rank: 1, key, athleteId })))
  }
  return hits
}

/**
 * Returns the athlete of each hit; null for a block in either direction, for who has not verified the e-mail address, and for all
 * but the first hit of one athlete.
 */
const showHits = async (
  { loaders }: Context,
  terms: SearchTerms,
  hits: readonly SearchHit[],
): Promise<(AthleteView | null)[]> => {
  const views = await Promise.all(hits.map((hit) => loaders.athlete.load(hit.athleteId)))
  return hits.map((hit, index) => {
    const view = views[index]
    if (view === null || view === undefined || !mayAppearTo(view.relation)) return null
    if (!isVerified(view.account) && !view.relation.isSelf) return null
    return isFirstHit(hit, terms, view.account) ? view : null
  })
}

interface SearchArguments extends PageArguments {
  readonly query: string
}

/** Finds athletes by a prefix of the handle or of a word of the name. */
export const searchAthletes = async (context: Context, { query, ...args }: SearchArguments): Promise<Connection<AthleteView>> => {
  const terms = searchTerms(readSearchQuery(query))
  return filteredPage(pageRequest(args, CURSOR), {
    read: (after, limit) => readHits(context, terms, after && hitOf(after), limit),
    show: (hits) => showHits(context, terms, hits),
    keyOf: cursorOf,
  })
}
