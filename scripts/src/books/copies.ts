import { SUBGRAPH_NAMES, type SubgraphName } from '@gruppetto/graph'
import { type Book, type Row, rowsOf, sideBySide } from './book.ts'

/** The rows of one subgraph that another one has learned of by events. Both have the same ids and revisions. */
interface Copy {
  readonly owner: SubgraphName
  readonly original: string
  readonly reader: SubgraphName
  readonly copy: string
  /** Which rows of the copy are of these originals; default: all. */
  readonly where?: object
  /** Whether the reader may have forgotten rows by now. */
  readonly isForgotten?: boolean
}

const others = (owner: SubgraphName): readonly SubgraphName[] => SUBGRAPH_NAMES.filter((name) => name !== owner)

const COPIES: readonly Copy[] = [
  ...others('athletes').map(
    (reader) => ({ owner: 'athletes', original: 'accounts', reader, copy: 'relations_accounts' }) as const,
  ),
  ...(['athletes', 'activities', 'clubs', 'commerce'] as const).flatMap((reader) =>
    reader === 'commerce'
      ? []
      : ([
          { owner: 'social', original: 'follows', reader, copy: 'relations_follows' },
          { owner: 'social', original: 'blocks', reader, copy: 'relations_blocks' },
        ] as const),
  ),
  ...(['activities', 'social', 'clubs'] as const).map(
    (reader) => ({ owner: 'athletes', original: 'photos', reader, copy: 'relations_photos' }) as const,
  ),
  ...(['athletes', 'activities', 'social'] as const).map(
    (reader) => ({ owner: 'commerce', original: 'entitlements', reader, copy: 'relations_entitlements' }) as const,
  ),
  { owner: 'activities', original: 'activities', reader: 'social', copy: 'activities' },
  { owner: 'activities', original: 'activities', reader: 'clubs', copy: 'activity_facts', isForgotten: true },
  { owner: 'clubs', original: 'clubs', reader: 'social', copy: 'clubs' },
  { owner: 'clubs', original: 'challenges', reader: 'social', copy: 'challenges' },
  { owner: 'clubs', original: 'challenges', reader: 'commerce', copy: 'challenges' },
  { owner: 'clubs', original: 'memberships', reader: 'activities', copy: 'club_members' },
  { owner: 'clubs', original: 'memberships', reader: 'commerce', copy: 'memberships' },
  { owner: 'clubs', original: 'memberships', reader: 'social', copy: 'participations', where: { kind: 'CLUB' } },
]

type Revised = Row & { readonly revision?: number }

const FIELDS = { revision: 1 } as const

const bookOf = ({ owner, original, reader, copy, where, isForgotten = false }: Copy): Book => ({
  name: `${reader} knows the ${original} of ${owner}`,
  of: 'rows',
  async read(library, { looked, wrong }) {
    // Rows that are set aside while an account is closed are neither here nor there.
    const aside = new Set<string>()
    for await (const { row } of rowsOf<{ row: Row }>(library, owner, 'set_aside', { where: { collection: original } }))
      aside.add(row._id)
    const originals = rowsOf<Revised>(library, owner, original, { fields: FIELDS })
    const copies = rowsOf<Revised>(library, reader, copy, { fields: FIELDS, ...(where && { where }) })
    for await (const [mine, theirs] of sideBySide(originals, copies)) {
      looked()
      if (mine === null) {
        if (theirs !== null && !aside.has(theirs._id)) wrong(`${reader} has ${theirs._id} in ${copy}, which ${owner} has not`)
      } else if (theirs === null) {
        if (!isForgotten && (mine.revision ?? 0) > 0) wrong(`${reader} has no ${mine._id} in ${copy}`)
      } else if ((mine.revision ?? 0) !== (theirs.revision ?? 0))
        wrong(`${reader} has revision ${theirs.revision} of ${mine._id} in ${copy}, and ${owner} has ${mine.revision}`)
    }
  },
})

export const copies: readonly Book[] = COPIES.map(bookOf)
