import { behind, type Database, readRows, rowSchema, type Tx, type Where } from '@gruppetto/runtime'
import type { ChallengeRow, ChallengeStatus, ChallengeViewer } from '../domain/challenge.ts'
import { pagesOfBrands } from './pages-of-brands.ts'

/** Which of a brand's challenges: in which state at `nowMs`, and seen by whom. */
export interface ChallengeFilter {
  readonly status: ChallengeStatus | null
  readonly nowMs: number
  readonly viewer: ChallengeViewer
}

/** The start and id of the row before the page; the newest start first. */
export type ChallengeCursor = readonly [startsAtMs: number, id: string]

/** No id comes before this; it lets the queries by a brand be served by a partial index. */
const NO_ID = ''
const SORT = { startsAtMs: -1, _id: -1 } as const

// statusOf as a query.
const inState = (status: ChallengeStatus | null, nowMs: number): Where<ChallengeRow> => {
  if (status === null) return {}
  if (status === 'CANCELLED') return { cancelled: true }
  if (status === 'ENDED') return { cancelled: false, endsAtMs: { $lte: nowMs } }
  const startsAtMs = status === 'ACTIVE' ? { $lte: nowMs } : { $gt: nowMs }
  return { cancelled: false, endsAtMs: { $gt: nowMs }, startsAtMs }
}

// maySeeChallenge as a query, so that a page is never emptied by the rules.
const visibleTo = (viewer: ChallengeViewer): Where<ChallengeRow> => {
  if (viewer.kind === 'staff') return {}
  if (viewer.kind === 'brand') return { sponsorBrandId: viewer.brandId }
  return { $or: [{ isPublic: true }, { clubId: { $in: [...viewer.clubIds] } }] }
}

const matching = (filter: ChallengeFilter): Where<ChallengeRow> => ({
  $and: [inState(filter.status, filter.nowMs), visibleTo(filter.viewer)],
})

const placeOf = ([startsAtMs, _id]: ChallengeCursor) => ({ startsAtMs, _id })

export const openChallenges = (database: Database) => {
  const schema = rowSchema<ChallengeRow>(
    {
      _id: String,
      revision: { type: Number, required: true },
      clubId: { type: String, default: null },
      isPublic: { type: Boolean, required: true },
      title: { type: String, required: true },
      startsAtMs: { type: Number, required: true },
      endsAtMs: { type: Number, required: true },
      cancelled: { type: Boolean, required: true },
      changedAtMs: { type: Number, required: true },
      sponsorBrandId: { type: String, default: null },
    },
    { collection: 'challenges', versionKey: false },
  )
  // A brand's challenges, the newest first.
  schema.index(
    { sponsorBrandId: 1, startsAtMs: -1, _id: -1 },
    { name: 'sponsored', partialFilterExpression: { sponsorBrandId: { $gt: NO_ID } } },
  )
  const model = database.connection.model<ChallengeRow>('Challenge', schema)
  const read = readRows(model)
  return {
    async get(id: string, tx?: Tx): Promise<ChallengeRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async put(row: ChallengeRow, tx: Tx): Promise<void> {
      await model.replaceOne({ _id: row._id }, row, { upsert: true, session: tx.session })
    },
    /** Marks the sponsor; a write to the row, so that a change of the challenge at the same moment is seen by one of the two. */
    async setSponsor(id: string, brandId: string, tx: Tx): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { sponsorBrandId: brandId } }, { session: tx.session })
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, ChallengeRow>> {
      return read.byId(ids)
    },
    async pagesOfBrands(brandIds: readonly string[], filter: ChallengeFilter, after: ChallengeCursor | null, limit: number) {
      const from = { collection: 'challenges', brandField: 'sponsorBrandId' }
      const match = { $and: [matching(filter), behind(SORT, after && placeOf(after))] }
      return pagesOfBrands<ChallengeRow>(database, brandIds, from, { match, sort: SORT, limit })
    },
    async countsOfBrands(brandIds: readonly string[], filter: ChallengeFilter): Promise<ReadonlyMap<string, number>> {
      const counts = await read.aggregate<{ _id: string; count: number }>([
        { $match: { $and: [{ sponsorBrandId: { $in: [...brandIds] } }, matching(filter)] } },
        { $group: { _id: '$sponsorBrandId', count: { $sum: 1 } } },
      ])
      return new Map(counts.map(({ _id, count }) => [_id, count]))
    },
  }
}

export type Challenges = ReturnType<typeof openChallenges>
