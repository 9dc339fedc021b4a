import type { EventData } from '@gruppetto/events'
import { edgeId } from '@gruppetto/relations'
import { type AnyWorker, defineWorker, RetryEvent, type Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { clubMemberId } from '../stores/club-members.ts'

const HOUR_MS = 3_600_000
/** Older activities are not looked at again. */
const DAYS = 7
const MOST_ACTIVITIES = 50

type Follow = EventData<'follow.changed'>
type Membership = EventData<'club.membership-changed'>

/**
 * Looks for companions of an athlete's latest activities again when the athlete gets new relations: with somebody who follows back,
 * or in a club. So whoever meets on a ride and connects afterwards is shown together.
 */
export const reopenOutings = (services: Services): AnyWorker => {
  const { stores, relations } = services

  /** Returns the athlete whose relations are new, or null. The event is here before the projection of relations may be. */
  const newlyRelated = async (data: Follow | Membership, tx: Tx): Promise<string | null> => {
    const isFollow = 'followeeId' in data
    if (isFollow ? data.state !== 'FOLLOWING' : data.status !== 'ACTIVE') return null
    const known = isFollow
      ? await relations.follows.get(edgeId(data.followerId, data.followeeId), tx)
      : await stores.clubMembers.get(clubMemberId(data.clubId, data.athleteId), tx)
    if (known === null || known.revision < data.revision) throw new RetryEvent('the relation is not here yet')
    if (!isFollow) return data.athleteId
    const back = await relations.follows.get(edgeId(data.followeeId, data.followerId), tx)
    return back?.present ? data.followerId : null
  }

  return defineWorker({
    name: 'activities-reopen-outings',
    on: ['follow.changed', 'club.membership-changed'],
    load: async ({ data }, tx, _prepared, { now }) => {
      // A new consumer gets everything that the stream holds.
      const athleteId = now() - data.at > HOUR_MS ? null : await newlyRelated(data, tx)
      if (athleteId === null) return null
      const since = Math.floor(now() / 60_000) - DAYS * 24 * 60
      return { athleteId, activityIds: await stores.outings.matchedSince(athleteId, since, MOST_ACTIVITIES, tx) }
    },
    save: async (found, tx) => {
      if (found === null || found.activityIds.length === 0) return
      await stores.outings.reopen(found.activityIds, tx)
      for (const activityId of found.activityIds) tx.emit('outing.reopened', { activityId, athleteId: found.athleteId })
    },
  })
}
