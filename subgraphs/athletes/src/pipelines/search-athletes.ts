import { type Connection, connectionOf, encodeCursor, mayAppearTo, type PageRequest, searchQuery } from '@gruppetto/graph'
import type { AthleteView } from '../domain/athlete-view.ts'
import { isNearestHit, type SearchHit, type SearchTerms, searchTerms } from '../domain/search-keys.ts'
import type { Loaders } from '../loaders.ts'
import type { Stores } from '../stores/stores.ts'

/** A cursor's parts: rank, key, athlete's id. */
export const SEARCH_CURSOR = ['number', 'string', 'string'] as const
/** Rounds of reading before a page is given short, with a cursor to go on from. */
const MAX_ROUNDS = 10

const cursorOf = (hit: SearchHit) => [hit.rank, hit.key, hit.athleteId]

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

interface Found {
  readonly hit: SearchHit
  readonly view: AthleteView
}

/** Who of the finds shows: not who is blocked either way, and nobody twice. */
const visible = async (loaders: Loaders, terms: SearchTerms, hits: readonly SearchHit[]): Promise<Found[]> => {
  const views = await Promise.all(hits.map((hit) => loaders.athlete.load(hit.athleteId)))
  return hits.flatMap((hit, index) => {
    const view = views[index]
    if (view === null || view === undefined || !mayAppearTo(view.relation)) return []
    return isNearestHit(hit, terms, view.account) ? [{ hit, view }] : []
  })
}

/** Athletes by prefix of handle or of a word of the name. A page that rules have emptied is filled again. */
export const searchAthletes = async (
  { stores, loaders }: { readonly stores: Stores; readonly loaders: Loaders },
  query: string,
  page: PageRequest,
): Promise<Connection<AthleteView>> => {
  const terms = searchTerms(searchQuery(query))
  const [rank, key, athleteId] = page.after ?? []
  let position: SearchHit | null =
    page.after === null ? null : { rank: Number(rank), key: String(key), athleteId: String(athleteId) }
  const found: Found[] = []
  let isExhausted = false
  for (let round = 0; round < MAX_ROUNDS && !isExhausted && found.length <= page.size; round += 1) {
    const limit = Math.min(100, page.size + 1 + round * 20)
    const hits = await skeleton(stores, terms, position, limit)
    isExhausted = hits.length < limit
    position = hits.at(-1) ?? position
    found.push(...(await visible(loaders, terms, hits)))
  }
  const connection = connectionOf(
    found,
    page,
    ({ hit }) => cursorOf(hit),
    ({ view }) => view,
  )
  if (isExhausted || found.length > page.size || position === null) return connection
  return { ...connection, pageInfo: { ...connection.pageInfo, hasNextPage: true, endCursor: encodeCursor(cursorOf(position)) } }
}
