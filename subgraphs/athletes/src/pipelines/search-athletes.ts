import { type Connection, type CursorKey, filteredPage, mayAppearTo, type PageRequest, searchQuery } from '@gruppetto/graph'
import type { AthleteView } from '../domain/athlete-view.ts'
import { isNearestHit, type SearchHit, type SearchTerms, searchTerms } from '../domain/search-keys.ts'
import type { Loaders } from '../loaders.ts'
import type { Stores } from '../stores/mod.ts'

/** A cursor's parts: rank, key, athlete's id. */
export const SEARCH_CURSOR = ['number', 'string', 'string'] as const

const cursorOf = (hit: SearchHit): CursorKey => [hit.rank, hit.key, hit.athleteId]
const hitOf = ([rank, key, athleteId]: CursorKey): SearchHit => ({
  rank: Number(rank),
  key: String(key),
  athleteId: String(athleteId),
})

/** The next finds after `after`, nearest first: handles with the prefix in order (so the exact one first), then names in order. */
const skeleton = async (stores: Stores, terms: SearchTerms, after: SearchHit | null, limit: number): Promise<SearchHit[]> => {
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

/** Who of the finds shows: not who is blocked either way, and nobody twice. */
const visible = async (loaders: Loaders, terms: SearchTerms, hits: readonly SearchHit[]): Promise<(AthleteView | null)[]> => {
  const views = await Promise.all(hits.map((hit) => loaders.athlete.load(hit.athleteId)))
  return hits.map((hit, index) => {
    const view = views[index]
    if (view === null || view === undefined || !mayAppearTo(view.relation)) return null
    return isNearestHit(hit, terms, view.account) ? view : null
  })
}

/** Athletes by prefix of handle or of a word of the name. */
export const searchAthletes = (
  { stores, loaders }: { readonly stores: Stores; readonly loaders: Loaders },
  query: string,
  page: PageRequest,
): Promise<Connection<AthleteView>> => {
  const terms = searchTerms(searchQuery(query))
  return filteredPage(page, {
    read: (after, limit) => skeleton(stores, terms, after && hitOf(after), limit),
    show: (hits) => visible(loaders, terms, hits),
    keyOf: cursorOf,
  })
}
