import type { Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

const NEWS_MS = 24 * 3_600_000
const BEFORE_ALL = ''

/** What is told to the members of a club. With `athleteIds` it is the page that was told last. */
interface Told {
  readonly clubId: string
  readonly athleteIds?: readonly string[]
  readonly at: number
}

/**
 * Returns the next members of a club who are told something, page by page; nobody where they are too many: a row for each of them would be
 * written for what most would not read. Whoever is not told soon is not told at all: a consumer that begins now reads what is old.
 */
export const nextToldMembers = async (
  { stores, settings, runtime }: Services,
  { clubId, athleteIds, at }: Told,
  tx: Tx,
): Promise<readonly string[]> => {
  const { toldAtOnce, largestToldClub } = settings
  if (runtime.now() - at > NEWS_MS) return []
  if (athleteIds === undefined) {
    const members = await stores.participations.membersAfter(clubId, BEFORE_ALL, largestToldClub + 1, tx)
    return members.length > largestToldClub ? [] : members.slice(0, toldAtOnce)
  }
  const last = athleteIds.at(-1)
  const isLastPage = last === undefined || athleteIds.length < toldAtOnce
  return isLastPage ? [] : stores.participations.membersAfter(clubId, last, toldAtOnce, tx)
}
