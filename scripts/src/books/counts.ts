import { isDeepStrictEqual } from 'node:util'
import { bestsOf } from '@gruppetto/activities/bests'
import { sumsChanges } from '@gruppetto/clubs/period-sums'
import type { SubgraphName } from '@gruppetto/graph'
import { inPortions } from '@gruppetto/runtime'
import { type Book, type Library, PORTION, type Row, rowsOf, sumsOf } from './book.ts'

interface Counted {
  readonly count: number
}

const countBy = (library: Library, subgraph: SubgraphName, name: string, field: string, where: object) =>
  sumsOf<Counted>(library, subgraph, name, [{ $match: where }, { $group: { _id: `$${field}`, count: { $sum: 1 } } }])

const members: Book = {
  name: 'clubs count their members',
  of: 'clubs',
  async read(library, { looked, wrong }) {
    type Club = Row & { readonly memberCount: number }
    const read = { where: { dissolved: false }, fields: { memberCount: 1 } } as const
    for await (const portion of inPortions(PORTION, rowsOf<Club>(library, 'clubs', 'clubs', read))) {
      looked(portion.length)
      const ids = portion.map(({ _id }) => _id)
      const found = await countBy(library, 'clubs', 'memberships', 'clubId', { clubId: { $in: ids }, status: 'ACTIVE' })
      for (const { _id, memberCount } of portion) {
        const count = found.get(_id)?.count ?? 0
        if (count !== memberCount) wrong(`${_id} counts ${memberCount} members and has ${count}`)
      }
    }
  },
}

const participants: Book = {
  name: 'challenges count who takes part',
  of: 'challenges',
  async read(library, { looked, wrong }) {
    type Challenge = Row & { readonly participantCount: number }
    const read = { fields: { participantCount: 1 } } as const
    for await (const portion of inPortions(PORTION, rowsOf<Challenge>(library, 'clubs', 'challenges', read))) {
      looked(portion.length)
      const where = { challengeId: { $in: portion.map(({ _id }) => _id) }, participating: true }
      const found = await countBy(library, 'clubs', 'entries', 'challengeId', where)
      for (const { _id, participantCount } of portion) {
        const count = found.get(_id)?.count ?? 0
        if (count !== participantCount) wrong(`${_id} counts ${participantCount} athletes and has ${count}`)
      }
    }
  },
}

const followers: Book = {
  name: 'athletes count their followers, and whom they follow',
  of: 'athletes',
  async read(library, { looked, wrong }) {
    for await (const portion of inPortions(
      PORTION,
      rowsOf<Row>(library, 'social', 'relations_accounts', { fields: { _id: 1 } as never }),
    )) {
      looked(portion.length)
      const ids = portion.map(({ _id }) => _id)
      const [counted, following, by, of] = await Promise.all([
        sumsOf<Counted>(library, 'social', 'follower_counts', [
          { $match: { athleteId: { $in: ids } } },
          { $group: { _id: '$athleteId', count: { $sum: '$followers' } } },
        ]),
        sumsOf<{ readonly following: number }>(library, 'social', 'followings', [{ $match: { _id: { $in: ids } } }]),
        countBy(library, 'social', 'follows', 'followeeId', { followeeId: { $in: ids }, state: 'FOLLOWING' }),
        countBy(library, 'social', 'follows', 'followerId', { followerId: { $in: ids }, state: 'FOLLOWING' }),
      ])
      for (const id of ids) {
        const [stored, real] = [counted.get(id)?.count ?? 0, by.get(id)?.count ?? 0]
        if (stored !== real) wrong(`${id} counts ${stored} followers and has ${real}`)
        const [storedOwn, realOwn] = [following.get(id)?.following ?? 0, of.get(id)?.count ?? 0]
        if (storedOwn !== realOwn) wrong(`${id} counts ${storedOwn} whom they follow, and follows ${realOwn}`)
      }
    }
  },
}

type Summed = Parameters<typeof sumsChanges>[1]
type Sums = ReturnType<typeof sumsChanges>[number]['add']

/** The sums of the rows of one athlete, by their ids. */
const addUp = (activities: readonly Summed[]): ReadonlyMap<string, Sums> => {
  const sums = new Map<string, Record<string, number>>()
  for (const activity of activities)
    for (const { id, add } of sumsChanges(null, activity)) {
      const sum = sums.get(id) ?? {}
      for (const [metric, units] of Object.entries(add)) sum[metric] = (sum[metric] ?? 0) + units
      sums.set(id, sum)
    }
  return sums as unknown as ReadonlyMap<string, Sums>
}

/** Yields the rows of one athlete after those of another. */
async function* byAthlete<Stored extends { readonly athleteId: string }>(
  items: AsyncIterable<Stored>,
): AsyncGenerator<readonly [athleteId: string, rows: readonly Stored[]]> {
  let group: Stored[] = []
  for await (const item of items) {
    const [first] = group
    if (first !== undefined && first.athleteId !== item.athleteId) {
      yield [first.athleteId, group]
      group = []
    }
    group.push(item)
  }
  const [first] = group
  if (first !== undefined) yield [first.athleteId, group]
}

const totals: Book = {
  name: 'the totals of athletes are the sums of their activities',
  of: 'totals',
  async read(library, { looked, wrong }) {
    const sort = { athleteId: 1 } as const
    for await (const [athleteId, activities] of byAthlete(rowsOf<Summed>(library, 'clubs', 'summed_activities', { sort }))) {
      const wanted = addUp(activities)
      const found = await sumsOf<{ readonly sums: Sums }>(library, 'clubs', 'period_sums', [{ $match: { athleteId } }])
      for (const id of new Set([...wanted.keys(), ...found.keys()])) {
        looked()
        const metrics: Readonly<Record<string, number>> = { ...(wanted.get(id) ?? {}) }
        const stored: Readonly<Record<string, number>> = { ...(found.get(id)?.sums ?? {}) }
        for (const metric of new Set([...Object.keys(metrics), ...Object.keys(stored)])) {
          const [real, kept] = [metrics[metric] ?? 0, stored[metric] ?? 0]
          if (real !== kept) wrong(`${id} has ${kept} ${metric}, and its activities have ${real}`)
        }
      }
    }
  },
}

interface Bests extends Row {
  readonly segmentId: string
  readonly athleteId: string
  readonly open: boolean
}

const bests: Book = {
  name: 'the best efforts on segments are the best of all',
  of: 'boards of segments',
  async read(library, { looked, wrong }) {
    type Effort = Parameters<typeof bestsOf>[2][number] & { readonly athleteId: string }
    for await (const portion of inPortions(100, rowsOf<Bests>(library, 'activities', 'segment_bests'))) {
      const where = {
        segmentId: { $in: [...new Set(portion.map(({ segmentId }) => segmentId))] },
        athleteId: { $in: [...new Set(portion.map(({ athleteId }) => athleteId))] },
        counts: true,
      }
      const efforts: Effort[] = []
      for await (const effort of rowsOf<Effort>(library, 'activities', 'segment_efforts', { where })) efforts.push(effort)
      for (const row of portion) {
        looked()
        const own = efforts.filter(({ segmentId, athleteId }) => segmentId === row.segmentId && athleteId === row.athleteId)
        if (!isDeepStrictEqual(bestsOf(row.segmentId, row.athleteId, own, row.open), row))
          wrong(`the best efforts in ${row._id} are not those of the efforts`)
      }
    }
  },
}

const segments: Book = {
  name: 'segments count their efforts and athletes',
  of: 'segments',
  async read(library, { looked, wrong }) {
    type Segment = Row & { readonly effortCount: number; readonly athleteCount: number }
    const fields = { effortCount: 1, athleteCount: 1 } as const
    for await (const portion of inPortions(PORTION, rowsOf<Segment>(library, 'activities', 'segments', { fields }))) {
      looked(portion.length)
      const found = await sumsOf<{ readonly efforts: number; readonly athletes: number }>(
        library,
        'activities',
        'segment_bests',
        [
          { $match: { segmentId: { $in: portion.map(({ _id }) => _id) }, open: true, count: { $gt: 0 } } },
          { $group: { _id: '$segmentId', efforts: { $sum: '$count' }, athletes: { $sum: 1 } } },
        ],
      )
      for (const { _id, effortCount, athleteCount } of portion) {
        const { efforts = 0, athletes = 0 } = found.get(_id) ?? {}
        if (effortCount !== efforts || athleteCount !== athletes)
          wrong(`${_id} counts ${effortCount} efforts of ${athleteCount} athletes, and has ${efforts} of ${athletes}`)
      }
    }
  },
}

/** The numbers of receipts of a year follow each other. */
const receipts: Book = {
  name: 'receipts are numbered without gaps',
  of: 'receipts',
  async read(library, { looked, wrong }) {
    const last = new Map<string, number>()
    for await (const { _id } of rowsOf<Row>(library, 'commerce', 'receipts', { fields: { _id: 1 } as never })) {
      looked()
      const [year = '', number = ''] = _id.split('-')
      const before = last.get(year) ?? 0
      if (Number(number) !== before + 1) wrong(`behind receipt ${before} of ${year} comes ${_id}`)
      last.set(year, Number(number))
    }
  },
}

export const counts: readonly Book[] = [members, participants, followers, totals, bests, segments, receipts]
