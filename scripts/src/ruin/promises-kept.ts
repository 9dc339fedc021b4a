import type { SubgraphName } from '@gruppetto/graph'
import { inPortions } from '@gruppetto/runtime'
import { type Book, PORTION, type Row, rowsOf } from '../books/book.ts'
import type { Promises } from './crowd.ts'

interface Kept<Stored> {
  readonly name: string
  readonly subgraph: SubgraphName
  readonly collection: string
  readonly fields?: Readonly<Record<string, 1>>
  /** By the id of a row, what was promised of it: what is wrong with it, or null. */
  readonly promised: ReadonlyMap<string, (row: Stored) => string | null>
}

/** What clients were told is done must be there. */
const kept = <Stored extends Row>({ name, subgraph, collection, fields = {}, promised }: Kept<Stored>): Book => ({
  name: `${name} that were acknowledged are there`,
  of: name,
  async read(library, { looked, wrong }) {
    for await (const portion of inPortions(PORTION, promised.keys())) {
      looked(portion.length)
      const missing = new Set(portion)
      const read = { where: { _id: { $in: portion } }, fields: { _id: 1 as const, ...fields } }
      for await (const row of rowsOf<Stored>(library, subgraph, collection, read)) {
        missing.delete(row._id)
        const fault = promised.get(row._id)?.(row) ?? null
        if (fault !== null) wrong(fault)
      }
      for (const id of missing) wrong(`${id} was acknowledged and is not in ${collection}`)
    }
  },
})

const there = (ids: Iterable<string>) => new Map([...ids].map((id) => [id, () => null]))

/** A session has become an activity, or none, some minutes after its end. */
const LATE_MS = 5 * 60_000

export const promiseBooks = ({ uploads, kudos, comments, posts, ended, follows }: Promises): readonly Book[] => [
  kept({ name: 'uploads', subgraph: 'activities', collection: 'uploads', promised: there(uploads) }),
  kept({ name: 'kudos', subgraph: 'social', collection: 'kudos', promised: there(kudos) }),
  kept({ name: 'comments', subgraph: 'social', collection: 'comments', promised: there(comments) }),
  kept({ name: 'posts', subgraph: 'social', collection: 'posts', promised: there(posts) }),
  kept<Row & { readonly state: string }>({
    name: 'follows',
    subgraph: 'social',
    collection: 'follows',
    fields: { state: 1 },
    promised: new Map(
      [...follows].flatMap(([id, state]) =>
        state === 'UNSURE'
          ? []
          : [[id, (row) => (row.state === state ? null : `${id} was told to be ${state}, and is ${row.state}`)] as const],
      ),
    ),
  }),
  kept<Row & { readonly status: string; readonly lookAt: Date | null }>({
    name: 'ends of live sessions',
    subgraph: 'activities',
    collection: 'live_sessions',
    fields: { status: 1, lookAt: 1 },
    promised: new Map(
      [...ended].map((id) => [
        id,
        ({ status, lookAt }) => {
          if (status !== 'ENDED') return `${id} was told to have ended, and is ${status}`
          return lookAt !== null && lookAt.getTime() < Date.now() - LATE_MS ? `${id} has ended, and nothing became of it` : null
        },
      ]),
    ),
  }),
]
