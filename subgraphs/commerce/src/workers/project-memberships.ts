import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { membershipId } from '../stores/memberships.ts'
import type { Stores } from '../stores/mod.ts'

/** Keeps who is in which club: the challenges of a closed club are its members' alone, and so is who sponsors them. */
export const projectMemberships = ({ memberships }: Pick<Stores, 'memberships'>): AnyWorker =>
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
