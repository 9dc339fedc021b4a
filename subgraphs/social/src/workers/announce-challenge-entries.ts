import { keepNewer } from '@gruppetto/relations'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { nextToldMembers } from '../pipelines/told-members.ts'
import type { Services } from '../services.ts'
import { challengeTeamId } from '../stores/challenge-teams.ts'

/** Tells the members of a club that it takes part in a challenge between clubs, or no longer does, page by page as the posts in a club. */
export const announceChallengeEntries = (services: Services): AnyWorker =>
  defineWorker({
    name: 'social-announce-challenge-entries',
    on: ['challenge.team-changed', 'challenge-entry.announced'],
    load: async ({ data }, tx) => {
      if ('athleteIds' in data) return nextToldMembers(services, data, tx)
      const { challengeId, clubId, entered, revision, at } = data
      const row = { _id: challengeTeamId(challengeId, clubId), entered, revision }
      const known = await keepNewer(services.stores.challengeTeams, row, tx)
      return known.revision > revision ? [] : nextToldMembers(services, { clubId, at }, tx)
    },
    save: async (athleteIds, tx, { data: { challengeId, clubId, entered, byId, at } }) => {
      if (athleteIds.length === 0) return
      tx.emit('challenge-entry.announced', { challengeId, clubId, entered, byId, athleteIds: [...athleteIds], at })
    },
  })
