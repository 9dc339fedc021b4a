import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { membershipId } from '../stores/memberships.ts'

/** Keeps who is in which club: only members see the challenges of a closed club, and so only they see the sponsors. */
export const projectMemberships = ({ stores: { memberships } }: Services): AnyWorker =>
  keepLatest(
    'commerce-project-memberships',
    'club.membership-changed',
    memberships,
    ({ clubId, athleteId, revision, status }) => ({
      _id: membershipId(clubId, athleteId),
      clubId,
      athleteId,
      revision,
      active: status === 'ACTIVE',
    }),
  )
