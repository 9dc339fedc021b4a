import { defineNotice } from './define-notice.ts'

/** What is wrong with an activity, as the end of a sentence about it. */
const REASONS: Readonly<Record<string, string>> = {
  IMPOSSIBLE_SPEED: 'it is faster than anybody in its sport',
  WRONG_SPORT: 'it is too fast for its sport, so it may have been a ride',
  MOTOR_VEHICLE: 'it gains speed like a car',
  SAME_TRACK: 'somebody else had uploaded the same track before',
}

export const activityHeldOut = defineNotice({
  kind: 'ACTIVITY_HELD_OUT',
  on: ['activity.held-out', 'activity.judged'],
  defaults: { push: false, mail: false },
  waitsFor: ({ data }) => data.activityId,
  notify: (event) => {
    const { activityId, athleteId, at } = event.data
    const words =
      event.name === 'activity.held-out'
        ? { reason: event.data.reasons[0] ?? '', place: '', counts: '' }
        : { reason: '', place: event.data.placeName, counts: String(event.data.counts) }
    return [{ recipientId: athleteId, group: activityId, atMs: at, subjects: { activity: activityId }, words }]
  },
  sentence: ({ activity, reason, place, counts }) => {
    const name = activity ?? 'Your activity'
    if (place) return `${name} ${counts === 'true' ? 'counts' : 'does not count'} in ${place}: its organisers have decided`
    return `${name} does not count in clubs and challenges: ${REASONS[reason ?? ''] ?? 'nobody can have done it so'}`
  },
})
