import { defineWorker } from '@gruppetto/runtime'
import { membershipId } from '../stores/memberships.ts'
import type { Stores } from '../stores/stores.ts'

/** Keeps who is in which club: the challenges of a closed club are its members' alone, and so is who sponsors them. */
export const projectMemberships = ({ memberships }: Pick<Stores, 'memberships'>) =>
  defineWorker({
    name: 'commerce-project-memberships',
    on: ['club.membership-changed'],
    load: ({ data }, tx) => memberships.get(membershipId(data.clubId, data.athleteId), tx),
    decide: ({ data: { clubId, athleteId, revision, status } }, known) =>
      known !== null && known.revision >= revision
        ? null
        : { _id: membershipId(clubId, athleteId), clubId, athleteId, revision, active: status === 'ACTIVE' },
    save: async (row, tx) => {
      if (row !== null) await memberships.put(row, tx)
    },
  })
