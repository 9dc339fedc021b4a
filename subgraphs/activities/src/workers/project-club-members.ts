import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { clubMemberId } from '../stores/club-members.ts'

/** Stores the members of clubs, for leaderboards among members and for virtual events. */
export const projectClubMembers = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'activities-project-club-members',
    'club.membership-changed',
    stores.clubMembers,
    ({ clubId, athleteId, revision, status }) => ({
      _id: clubMemberId(clubId, athleteId),
      clubId,
      athleteId,
      revision,
      active: status === 'ACTIVE',
    }),
  )
