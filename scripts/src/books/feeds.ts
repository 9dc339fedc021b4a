import { inPortions, openServerRuns } from '@gruppetto/runtime'
import { type Book, type Library, PORTION, type Row, rowsOf, sumsOf } from './book.ts'

/** How many items a feed keeps in Redis; see the settings of social. */
const KEPT = 1000
const END = '-'

interface Item extends Row {
  readonly athleteId: string
  readonly recordedAt: Date
}

const ITEM_FIELDS = { athleteId: 1, recordedAt: 1 } as const

/** Each activity and post has its item, by which it comes into feeds, and each item has what it is about. */
const items: Book = {
  name: 'every activity and post is in the feeds once',
  of: 'items',
  async read(library, { looked, wrong }) {
    const itemOf = (id: string): string => `feed_${id.slice(id.lastIndexOf('_') + 1)}`
    const subjects = [
      ['activities', { deleted: false }],
      ['posts', {}],
    ] as const
    for (const [name, where] of subjects)
      for await (const portion of inPortions(PORTION, rowsOf<Row>(library, 'social', name, { where, fields: { revision: 1 } }))) {
        looked(portion.length)
        const found = await sumsOf<{ readonly subjectId: string }>(library, 'social', 'feed_items', [
          { $match: { _id: { $in: portion.map(({ _id }) => itemOf(_id)) } } },
        ])
        for (const { _id } of portion) if (found.get(itemOf(_id))?.subjectId !== _id) wrong(`${_id} has no item`)
      }
    const kinds = { where: { kind: { $in: ['ACTIVITY', 'POST'] } } }
    for await (const portion of inPortions(
      PORTION,
      rowsOf<Row & { subjectId: string; kind: string }>(library, 'social', 'feed_items', kinds),
    )) {
      const ids = portion.map(({ subjectId }) => subjectId)
      const [activities, posts] = await Promise.all(
        ['activities', 'posts'].map((name) =>
          sumsOf(library, 'social', name, [{ $match: { _id: { $in: ids } } }, { $project: { _id: 1 } }]),
        ),
      )
      for (const { _id, subjectId } of portion)
        if (activities?.has(subjectId) !== true && posts?.has(subjectId) !== true) wrong(`${_id} is about nothing`)
    }
  },
}

/** Reads what MongoDB says a feed must have, as a read without Redis does. */
const rebuild = async (library: Library, authors: readonly string[]): Promise<readonly Item[]> => {
  const found: Item[] = []
  const where = { athleteId: { $in: [...authors] }, clubId: null }
  const sort = { recordedAt: -1, _id: -1 } as const
  for await (const item of rowsOf<Item>(library, 'social', 'feed_items', { where, sort, fields: ITEM_FIELDS, limit: KEPT }))
    found.push(item)
  return found
}

const followeesOf = async (library: Library, followerId: string): Promise<readonly string[]> => {
  const found: string[] = []
  const where = { followerId, state: 'FOLLOWING' }
  for await (const { followeeId } of rowsOf<{ followeeId: string }>(library, 'social', 'follows', {
    where,
    fields: { followeeId: 1 },
  }))
    found.push(followeeId)
  return found
}

/** A feed in Redis that readers would use is what a rebuild from MongoDB gives. */
const feeds: Book = {
  name: 'feeds in Redis are what a rebuild gives',
  of: 'feeds',
  async read(library, { looked, wrong }) {
    const { redis } = library.runtime
    const runs = openServerRuns(redis)
    const merged = await sumsOf(library, 'social', 'followings', [
      { $match: { veryFollowedAt: { $gt: new Date(0) } } },
      { $project: { _id: 1 } },
    ])
    const gaps = await sumsOf(library, 'social', 'feed_gaps', [{ $project: { _id: 1 } }])
    const accounts = rowsOf<Row>(library, 'social', 'relations_accounts', { where: { deleted: false }, fields: { revision: 1 } })
    for await (const portion of inPortions(PORTION, accounts)) {
      const epochs = await sumsOf<{ readonly feedEpoch: number }>(library, 'social', 'followings', [
        { $match: { _id: { $in: portion.map(({ _id }) => _id) } } },
      ])
      const markers = await Promise.all(portion.map(({ _id }) => redis.get(`feed:{${_id}}:state`)))
      for (const [index, { _id }] of portion.entries()) {
        // A feed of an older epoch, or of an earlier run of Redis, is built again before anybody reads it.
        const run = await runs.of(`feed:{${_id}}:state`)
        if (markers[index] !== `ready:${epochs.get(_id)?.feedEpoch ?? 0}:${run}`) continue
        const stored = await redis.zrevrange(`feed:{${_id}}:items`, 0, -1, 'WITHSCORES')
        const places = new Map<string, number>()
        for (let at = 0; at < stored.length; at += 2) places.set(stored[at] ?? '', Number(stored[at + 1]))
        if (!places.has(END) && places.size < KEPT) continue
        looked()
        for (const item of await rebuild(library, [_id, ...(await followeesOf(library, _id))])) {
          if (merged.has(item.athleteId) || gaps.has(item.athleteId)) continue
          const place = places.get(item._id)
          if (place === undefined) wrong(`the feed of ${_id} lacks ${item._id}`)
          else if (place !== item.recordedAt.getTime()) wrong(`the feed of ${_id} has ${item._id} in another place`)
        }
      }
    }
  },
}

export const feedBooks: readonly Book[] = [items, feeds]
