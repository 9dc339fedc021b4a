import type { Context } from '../context.ts'
import type { ChallengeRow } from '../domain/challenge.ts'
import { type EntryRow, isNamed } from '../domain/entry.ts'

type Entry = Pick<EntryRow, 'athleteId' | 'sharesWithBrand'>

/** Whether the viewer may learn whose entry this is; see isNamed. */
export const isNamedForViewer = async ({ loaders }: Context, challenge: ChallengeRow, entry: Entry): Promise<boolean> => {
  if (!challenge.sponsored || entry.sharesWithBrand) return true
  const { athleteId } = entry
  const [relation, follows] = await Promise.all([loaders.relations.load(athleteId), loaders.followsViewer.load(athleteId)])
  return isNamed(challenge, entry, relation, follows)
}

/** Returns the entries whose athletes the viewer may know. */
export const filterNamed = async <Row extends Entry>(
  context: Context,
  challenge: ChallengeRow,
  entries: readonly Row[],
): Promise<readonly Row[]> => {
  const named = await Promise.all(entries.map((entry) => isNamedForViewer(context, challenge, entry)))
  return entries.filter((_, index) => named[index])
}
