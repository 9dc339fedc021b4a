import type { EventData } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { participationId } from '../stores/participations.ts'

interface Changed {
  readonly data: EventData<'club.membership-changed'>
}

/** Whether nothing newer is known of the membership than this event. */
export const isCurrentMembership = async ({ stores }: Services, { data }: Changed, tx: Tx): Promise<boolean> => {
  const known = await stores.participations.get(participationId(data.clubId, data.athleteId), tx)
  return known === null || known.revision <= data.revision
}

/** Whether the athlete got this status by this event: a new role, or a mute, is a change too. */
export const isNewStatus = ({ sinceMs, at }: Changed['data']): boolean => sinceMs === at
