import { describe, expect, it } from 'vitest'
import { activityHeldOut } from './activity-held-out.ts'
import { eventOf, nobody } from './testing.ts'

const about = { activityId: 'act_1', athleteId: 'ath_a', at: 1 }
const notice = { recipientId: 'ath_a', group: 'act_1', atMs: 1, subjects: { activity: 'act_1' } }

describe('ACTIVITY_HELD_OUT', () => {
  it('tells the athlete why an activity does not count', () => {
    const event = eventOf('activity.held-out', { ...about, revision: 1, reasons: ['WRONG_SPORT', 'SAME_TRACK'] })
    expect(activityHeldOut.notify(event, undefined)).toEqual([
      { ...notice, words: { reason: 'WRONG_SPORT', place: '', counts: '', by: '' } },
    ])
    const [told] = activityHeldOut.notify(event, undefined)
    expect(activityHeldOut.sentence({ activity: 'Morning run', ...told?.words }, nobody, {})).toBe(
      'Morning run does not count in clubs and challenges: it moves like a ride and not on foot, so its sport may be wrong',
    )
    expect(activityHeldOut.sentence({}, nobody, {})).toMatch(/^Your activity does not count/)
  })

  it('tells what the organisers have decided', () => {
    const event = eventOf('activity.judged', {
      ...about,
      clubId: 'club_1',
      challengeId: null,
      placeName: 'Lantern Rouge',
      counts: true,
    })
    expect(activityHeldOut.notify(event, undefined)).toEqual([
      { ...notice, words: { reason: '', place: 'Lantern Rouge', counts: 'true', by: 'ORGANISERS' } },
    ])
    expect(activityHeldOut.sentence({ activity: 'Morning run', place: 'Lantern Rouge', counts: 'false' }, nobody, {})).toBe(
      'Morning run does not count in Lantern Rouge: its organisers have decided',
    )
    expect(activityHeldOut.sentence({ place: 'Lantern Rouge', counts: 'true' }, nobody, {})).toBe(
      'Your activity counts in Lantern Rouge: its organisers have decided',
    )
    const everywhere = {
      ...about,
      clubId: null,
      challengeId: null,
      placeName: 'clubs and challenges, and on segments',
      counts: true,
    }
    const [answered] = activityHeldOut.notify(eventOf('activity.judged', everywhere), undefined)
    expect(activityHeldOut.sentence({ activity: 'Morning run', ...answered?.words }, nobody, {})).toBe(
      'Morning run counts in clubs and challenges, and on segments: the staff has decided',
    )
  })
})

it('knows the same as facts', () => {
  expect(activityHeldOut.facts?.({ reason: 'E_BIKE', place: '', counts: '', by: '' })).toEqual({ heldOutFor: 'E_BIKE' })
  expect(activityHeldOut.facts?.({ reason: '', place: 'January', counts: 'false', by: 'STAFF' })).toEqual({
    judgedIn: 'January',
    counts: false,
    isJudgedByStaff: true,
  })
})
