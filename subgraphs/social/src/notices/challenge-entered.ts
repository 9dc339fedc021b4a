import type { EventData } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { challengeTeamId } from '../stores/challenge-teams.ts'
import { participationId } from '../stores/participations.ts'
import { defineNotice } from './define-notice.ts'

interface Announced {
  readonly data: EventData<'challenge-entry.announced'>
}

interface Loaded {
  /** Whether the club still is in the challenge, or out of it, as is told. */
  readonly isCurrent: boolean
  /** Who of the page is told: those who take part already are not. */
  readonly readerIds: readonly string[]
}

const loadReaders = async ({ stores }: Services, { data }: Announced, tx: Tx): Promise<Loaded> => {
  const { challengeId, clubId, athleteIds, entered } = data
  const team = await stores.challengeTeams.get(challengeTeamId(challengeId, clubId), tx)
  if (team?.entered !== entered) return { isCurrent: false, readerIds: [] }
  const ids = (groupId: string) => athleteIds.map((athleteId) => participationId(groupId, athleteId))
  const known = await stores.participations.many([...ids(challengeId), ...ids(clubId)], tx)
  const isIn = (groupId: string, athleteId: string): boolean => known.get(participationId(groupId, athleteId))?.present === true
  const isReader = (athleteId: string): boolean => isIn(clubId, athleteId) && !isIn(challengeId, athleteId)
  return { isCurrent: true, readerIds: athleteIds.filter(isReader) }
}

const groupOf = ({ challengeId, clubId }: Announced['data']): string => `${challengeId}:${clubId}`

/** A club takes part in a challenge between clubs, for its members, who can score for it. Holds until the club is withdrawn. */
export const challengeEntered = defineNotice({
  kind: 'CHALLENGE_ENTERED',
  on: ['challenge-entry.announced'],
  defaults: { push: false, mail: false },
  load: loadReaders,
  notify: ({ data }, { readerIds }) =>
    data.entered
      ? readerIds
          .filter((recipientId) => recipientId !== data.byId)
          .map((recipientId) => ({
            recipientId,
            group: groupOf(data),
            atMs: data.at,
            subjects: { challenge: data.challengeId, club: data.clubId },
          }))
      : [],
  withdraw: ({ data }, { isCurrent }) =>
    data.entered || !isCurrent
      ? []
      : data.athleteIds.map((recipientId) => ({ recipientId, group: groupOf(data), actorId: null })),
  sentence: ({ challenge, club }) =>
    `${club ?? 'A club of yours'} takes part in ${challenge ?? 'a challenge'}: join to score for it`,
})
