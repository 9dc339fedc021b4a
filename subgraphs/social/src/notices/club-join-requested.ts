import type { EventData } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { isCurrentMembership } from './current-membership.ts'
import { defineNotice } from './define-notice.ts'

interface Loaded {
  readonly isCurrent: boolean
  /** Those who answer requests to join the club. */
  readonly adminIds: readonly string[]
}

/** To join an OPEN club nobody asks. */
const loadAdmins = async (
  services: Services,
  event: { readonly data: EventData<'club.membership-changed'> },
  tx: Tx,
): Promise<Loaded> => {
  const { clubs, participations } = services.stores
  const { clubId } = event.data
  if ((await clubs.get(clubId, tx))?.isOpen === true) return { isCurrent: true, adminIds: [] }
  return {
    isCurrent: await isCurrentMembership(services, event, tx),
    adminIds: await participations.withRoles(clubId, ['OWNER', 'ADMIN'], tx),
  }
}

/** Requests to join a club, for its owner and admins. Each holds until it is answered or withdrawn. */
export const clubJoinRequested = defineNotice({
  kind: 'CLUB_JOIN_REQUESTED',
  on: ['club.membership-changed'],
  defaults: { push: true, mail: false },
  load: loadAdmins,
  notify: ({ data: { status, athleteId, clubId, at } }, { isCurrent, adminIds }) =>
    isCurrent && status === 'REQUESTED'
      ? adminIds.map((recipientId) => ({
          recipientId,
          actorId: athleteId,
          group: clubId,
          atMs: at,
          subjects: { club: clubId },
        }))
      : [],
  withdraw: ({ data: { status, athleteId, clubId } }, { adminIds }) =>
    status === 'REQUESTED' ? [] : adminIds.map((recipientId) => ({ recipientId, group: clubId, actorId: athleteId })),
  sentence: ({ club }, { who }) => `${who} would like to join ${club ?? 'your club'}`,
})
