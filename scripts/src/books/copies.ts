import { isDeepStrictEqual } from 'node:util'
import { SUBGRAPH_NAMES, type SubgraphName } from '@gruppetto/graph'
import { type Book, type Row, rowsOf, sideBySide } from './book.ts'

/** The rows of one subgraph that another one has learned of by events. Both have the same ids, and the same revisions but for `untold`. */
interface Copy {
  readonly owner: SubgraphName
  readonly original: string
  readonly reader: SubgraphName
  readonly copy: string
  /** Which rows of the copy are of these originals; default: all. */
  readonly where?: object
  /** Whether the reader may have forgotten rows by now. */
  readonly isForgotten?: boolean
  /**
   * A field of the original whose changes raise its revision and are told by an event of their own, which this reader does not keep. Where
   * an original has it, the copy may have an earlier revision, but not another value in one of the fields `told`.
   */
  readonly untold?: string
  readonly told?: readonly string[]
}

const TEAMS = { owner: 'clubs', original: 'challenges', untold: 'teamIds' } as const

const others = (owner: SubgraphName): readonly SubgraphName[] => SUBGRAPH_NAMES.filter((name) => name !== owner)

const COPIES: readonly Copy[] = [
  ...others('athletes').map(
    (reader) => ({ owner: 'athletes', original: 'accounts', reader, copy: 'relations_accounts' }) as const,
  ),
  ...(['athletes', 'activities', 'clubs'] as const).flatMap(
    (reader) =>
      [
        { owner: 'social', original: 'follows', reader, copy: 'relations_follows' },
        { owner: 'social', original: 'blocks', reader, copy: 'relations_blocks' },
      ] as const,
  ),
  ...(['activities', 'social', 'clubs'] as const).map(
    (reader) => ({ owner: 'athletes', original: 'photos', reader, copy: 'relations_photos' }) as const,
  ),
  ...(['athletes', 'activities', 'social'] as const).map(
    (reader) => ({ owner: 'commerce', original: 'entitlements', reader, copy: 'relations_entitlements' }) as const,
  ),
  { owner: 'activities', original: 'activities', reader: 'social', copy: 'activities' },
  { owner: 'activities', original: 'activities', reader: 'clubs', copy: 'activity_facts', isForgotten: true },
  { owner: 'clubs', original: 'clubs', reader: 'social', copy: 'clubs', untold: 'transferToId', told: ['name'] },
  { owner: 'clubs', original: 'clubs', reader: 'activities', copy: 'clubs', untold: 'transferToId' },
  { ...TEAMS, reader: 'social', copy: 'challenges', told: ['title'] },
  { ...TEAMS, reader: 'commerce', copy: 'challenges', told: ['title', 'isPublic', 'startsAt', 'endsAt'] },
  { owner: 'clubs', original: 'memberships', reader: 'activities', copy: 'club_members' },
  { owner: 'clubs', original: 'memberships', reader: 'commerce', copy: 'memberships' },
  { owner: 'clubs', original: 'memberships', reader: 'social', copy: 'participations', where: { kind: 'CLUB' } },
]

type Revised = Row & { readonly revision?: number; readonly [field: string]: unknown }

const isUpToDate = (mine: Revised, theirs: Revised, { untold, told = [] }: Copy): boolean => {
  const [revision, known] = [mine.revision ?? 0, theirs.revision ?? 0]
  const mayBeBehind = untold !== undefined && mine[untold] !== undefined
  if (!mayBeBehind) return known === revision
  return known <= revision && told.every((field) => isDeepStrictEqual(mine[field], theirs[field]))
}

const bookOf = (pair: Copy): Book => ({
  name: `${pair.reader} knows the ${pair.original} of ${pair.owner}`,
  of: 'rows',
  async read(library, { looked, wrong }) {
    const { owner, original, reader, copy, where, isForgotten = false, untold, told = [] } = pair
    const fields = Object.fromEntries(['revision', ...(untold ? [untold] : []), ...told].map((field) => [field, 1 as const]))
    // Rows that are set aside while an account is closed are neither here nor there.
    const aside = new Set<string>()
    for await (const { row } of rowsOf<{ row: Row }>(library, owner, 'set_aside', { where: { collection: original } }))
      aside.add(row._id)
    const originals = rowsOf<Revised>(library, owner, original, { fields })
    const copies = rowsOf<Revised>(library, reader, copy, { fields, ...(where && { where }) })
    for await (const [mine, theirs] of sideBySide(originals, copies)) {
      looked()
      if (mine === null) {
        if (theirs !== null && !aside.has(theirs._id)) wrong(`${reader} has ${theirs._id} in ${copy}, which ${owner} has not`)
      } else if (theirs === null) {
        if (!isForgotten && (mine.revision ?? 0) > 0) wrong(`${reader} has no ${mine._id} in ${copy}`)
      } else if (!isUpToDate(mine, theirs, pair))
        wrong(`${reader} has revision ${theirs.revision} of ${mine._id} in ${copy}, and ${owner} has ${mine.revision}`)
    }
  },
})

export const copies: readonly Book[] = COPIES.map(bookOf)
