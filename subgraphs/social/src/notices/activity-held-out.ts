import type { EventData } from '@gruppetto/events'
import type { HeldOutReason } from '../generated/resolvers.ts'
import { defineNotice } from './define-notice.ts'

/** What is wrong with an activity, as the end of a sentence about it. */
const REASONS: Readonly<Record<string, string>> = {
  IMPOSSIBLE_SPEED: 'it is faster than anybody in its sport',
  WRONG_SPORT: 'it moves like a ride and not on foot, so its sport may be wrong',
  MOTOR_VEHICLE: 'it moves like a car or another vehicle',
  E_BIKE: 'it moves like an e-bike; if it was one, correct its sport',
  SAME_TRACK: 'somebody else had uploaded the same track before',
}

const byWhom = ({ clubId, challengeId }: EventData<'activity.judged'>): string =>
  clubId === null && challengeId === null ? 'STAFF' : 'ORGANISERS'

export const activityHeldOut = defineNotice({
  kind: 'ACTIVITY_HELD_OUT',
  on: ['activity.held-out', 'activity.judged'],
  defaults: { push: false, mail: false },
  waitsFor: ({ data }) => data.activityId,
  notify: (event) => {
    const { activityId, athleteId, at } = event.data
    const words =
      event.name === 'activity.held-out'
        ? { reason: event.data.reasons[0] ?? '', place: '', counts: '', by: '' }
        : { reason: '', place: event.data.placeName, counts: String(event.data.counts), by: byWhom(event.data) }
    return [{ recipientId: athleteId, group: activityId, atMs: at, subjects: { activity: activityId }, words }]
  },
  facts: ({ reason, place, counts, by }) =>
    place
      ? { judgedIn: place, counts: counts === 'true', isJudgedByStaff: by === 'STAFF' }
      : { heldOutFor: reason ? (reason as HeldOutReason) : undefined },
  sentence: ({ activity, reason, place, counts, by }) => {
    const name = activity ?? 'Your activity'
    if (place)
      return `${name} ${counts === 'true' ? 'counts' : 'does not count'} in ${place}: ${by === 'STAFF' ? 'the staff has' : 'its organisers have'} decided`
    return `${name} does not count in clubs and challenges: ${REASONS[reason ?? ''] ?? 'nobody can have done it so'}`
  },
})
