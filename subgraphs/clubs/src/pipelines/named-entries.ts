import type { Context } from '../context.ts'
import type { ChallengeRow } from '../domain/challenge.ts'
import { type EntryRow, isNamed } from '../domain/entry.ts'

type Entry = Pick<EntryRow, 'athleteId' | 'sharesWithBrand'>

/** Whether the viewer is told whose an entry is; see isNamed. */
export const isNamedFor = async (challenge: ChallengeRow, entry: Entry, { loaders }: Context): Promise<boolean> => {
  if (!challenge.sponsored || entry.sharesWithBrand) return true
  const { athleteId } = entry
  const [relation, follows] = await Promise.all([loaders.relations.load(athleteId), loaders.followsViewer.load(athleteId)])
  return isNamed(challenge, entry, relation, follows)
}

/** The entries whose athletes the viewer is told. */
export const namedOf = async <Row extends Entry>(
  challenge: ChallengeRow,
  entries: readonly Row[],
  context: Context,
): Promise<readonly Row[]> => {
  const named = await Promise.all(entries.map((entry) => isNamedFor(challenge, entry, context)))
  return entries.filter((_, index) => named[index])
}
