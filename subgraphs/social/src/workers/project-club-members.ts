import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { clubMemberId } from '../stores/club-members.ts'

/** Projects the memberships of clubs: members see and cheer at the events of their club. */
export const projectClubMembers = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'social-project-club-members',
    'club.membership-changed',
    stores.clubMembers,
    ({ clubId, athleteId, status, revision }) => ({
      _id: clubMemberId(clubId, athleteId),
      clubId,
      athleteId,
      isActive: status === 'ACTIVE',
      revision,
    }),
  )
