import { behind, collection, type Database, type Tx, type Where } from '@gruppetto/runtime'
import type { ChallengeRow, ChallengeStatus, ChallengeViewer } from '../domain/challenge.ts'
import type { Brands } from './brands.ts'
import { pagesOfBrands } from './pages-of-brands.ts'

/** The challenges that have this status at `nowMs` and are visible to `viewer`. */
export interface ChallengeFilter {
  readonly status: ChallengeStatus | null
  readonly nowMs: number
  readonly viewer: ChallengeViewer
}

/** The start and id of the row before the page; the newest start is first. */
export type ChallengeCursor = readonly [startsAtMs: number, id: string]

const SORT = { startsAt: -1, _id: -1 } as const

/** statusOf as a query. */
const hasStatus = (status: ChallengeStatus | null, nowMs: number): Where<ChallengeRow> => {
  const now = new Date(nowMs)
  if (status === null) return {}
  if (status === 'CANCELLED') return { cancelled: true }
  if (status === 'ENDED') return { cancelled: false, endsAt: { $lte: now } }
  return { cancelled: false, endsAt: { $gt: now }, startsAt: status === 'ACTIVE' ? { $lte: now } : { $gt: now } }
}

/** maySeeChallenge as a query, so that pages are filled. */
const visibleTo = (viewer: ChallengeViewer): Where<ChallengeRow> => {
  if (viewer.kind === 'staff') return {}
  if (viewer.kind === 'brand') return { sponsorBrandId: viewer.brandId }
  return { $or: [{ isPublic: true }, { clubId: { $in: [...viewer.clubIds] } }] }
}

const matching = (filter: ChallengeFilter): Where<ChallengeRow> => ({
  $and: [hasStatus(filter.status, filter.nowMs), visibleTo(filter.viewer)],
})

const placeOf = ([startsAtMs, _id]: ChallengeCursor) => ({ startsAt: new Date(startsAtMs), _id })

export const openChallenges = (database: Database, brands: Pick<Brands, 'aggregate'>) => {
  const challenges = collection<ChallengeRow>(database, {
    name: 'challenges',
    fields: {
      _id: 'string',
      revision: 'number',
      clubId: 'string | null',
      isPublic: 'boolean',
      title: 'string',
      startsAt: 'date',
      endsAt: 'date',
      cancelled: 'boolean',
      metric: 'string?',
      changedAt: 'date',
      settlesAt: 'date?',
      sponsorBrandId: 'string | null',
      sponsorEndedAt: 'date?',
    },
    athletes: { none: 'challenges without their creators' },
    indexes: [
      // A brand's challenges, the newest start first.
      { keys: { sponsorBrandId: 1, startsAt: -1, _id: -1 }, name: 'sponsored', only: { sponsorBrandId: { $gt: '' } } },
    ],
    renamed: { startsAtMs: 'startsAt', endsAtMs: 'endsAt', changedAtMs: 'changedAt' },
  })
  return {
    async get(id: string, tx?: Tx): Promise<ChallengeRow | null> {
      return challenges.one({ _id: id }, { tx })
    },
    putAtCommit(row: ChallengeRow, tx: Tx): void {
      challenges.putAtCommit([row], tx)
    },
    /** Sets the sponsor. Because this writes to the row, it conflicts with a change of the challenge at the same time. */
    async setSponsor(id: string, brandId: string, tx: Tx): Promise<void> {
      await challenges.updateOne({ _id: id }, { $set: { sponsorBrandId: brandId } }, tx)
    },
    async endSponsor(id: string, sponsorEndedAt: Date, tx: Tx): Promise<void> {
      await challenges.updateOne({ _id: id }, { $set: { sponsorBrandId: null, sponsorEndedAt } }, tx)
    },
    async many(ids: readonly string[]): Promise<ReadonlyMap<string, ChallengeRow>> {
      return challenges.byId(ids)
    },
    async pagesOfBrands(brandIds: readonly string[], filter: ChallengeFilter, after: ChallengeCursor | null, limit: number) {
      const from = { collection: challenges.name, brandField: 'sponsorBrandId' }
      const match = { $and: [matching(filter), behind(SORT, after && placeOf(after))] }
      return pagesOfBrands<ChallengeRow>(brands, brandIds, from, { match, sort: SORT, limit })
    },
    async countsOfBrands(brandIds: readonly string[], filter: ChallengeFilter): Promise<ReadonlyMap<string, number>> {
      const counts = await challenges.aggregate<{ _id: string; count: number }>([
        { $match: { $and: [{ sponsorBrandId: { $in: brandIds } }, matching(filter)] } },
        { $group: { _id: '$sponsorBrandId', count: { $sum: 1 } } },
      ])
      return new Map(counts.map(({ _id, count }) => [_id, count]))
    },
  }
}

export type Challenges = ReturnType<typeof openChallenges>
