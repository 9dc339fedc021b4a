import { describe, expect, it } from 'vitest'
import { carriedTo, draftOf, inputOf, newDraft, ofOneDate } from './event-draft.ts'

const zone = 'Europe/Ljubljana'
const series = { timeZone: zone, recurrence: 'FREQ=WEEKLY;BYDAY=SU', guestsAllowed: 2, answersCloseMinutes: 60 }
const known = {
  ...{ title: 'Sunday ride', description: null, sport: 'RIDE' as const, place: 'Main square', isVirtual: false, capacity: 12 },
  ...{
    startsAt: '2026-12-06T07:30:00Z',
    endsAt: '2026-12-06T09:30:00Z',
    route: 'abc',
    meetingPoint: { latitude: 46.5, longitude: 15.6 },
  },
}

describe('the draft of an event', () => {
  it('is sent as it came when nothing was changed', () => {
    expect(inputOf(draftOf(known, series), true)).toEqual({
      ...{ title: 'Sunday ride', description: null, sport: 'RIDE', place: 'Main square', isVirtual: false, capacity: 12 },
      ...{ startsAt: '2026-12-06T07:30:00.000Z', endsAt: '2026-12-06T09:30:00.000Z', timeZone: zone },
      ...{ recurrence: 'FREQ=WEEKLY;BYDAY=SU', latitude: 46.5, longitude: 15.6, guestsAllowed: 2, answersCloseMinutes: 60 },
    })
  })

  it('one date of a series has no rule, and a route goes only when it is taken away', () => {
    const draft = { ...draftOf(known, series), route: 'NONE' as const, isVirtual: true }
    expect(inputOf(draft, false)).toMatchObject({ recurrence: null, route: null, latitude: null, place: null })
    expect(inputOf({ ...draft, route: { name: 'a.gpx', gpx: '<gpx/>' } }, false)).toMatchObject({ routeGpx: '<gpx/>' })
  })

  it('an end before the start is on the next day, and a weekend stays a weekend', () => {
    const night = { ...newDraft(zone, null, Date.parse('2026-11-30T12:00:00Z')), title: 'Night ride', from: '22:00', to: '01:00' }
    expect(night.day).toBe('2026-12-01')
    expect(inputOf(night, true)).toMatchObject({ startsAt: '2026-12-01T21:00:00.000Z', endsAt: '2026-12-02T00:00:00.000Z' })
    // Read again, and made to end on the same day.
    const again = draftOf({ ...known, startsAt: '2026-12-01T21:00:00Z', endsAt: '2026-12-02T00:00:00Z' }, series)
    expect(inputOf({ ...again, to: '23:30' }, false).endsAt).toBe('2026-12-01T22:30:00.000Z')
    const weekend = draftOf({ ...known, endsAt: '2026-12-08T09:30:00Z' }, series)
    expect(inputOf({ ...weekend, to: '12:00' }, false).endsAt).toBe('2026-12-08T11:00:00.000Z')
  })

  it('keeps what was typed for one date when another part of the series is changed, a day as far moved', () => {
    const [one, all] = [draftOf(known, series), draftOf({ ...known, startsAt: '2026-10-04T06:30:00Z' }, series)]
    const changes = { title: 'Monday ride', day: '2026-12-07', capacity: '' }
    const carried = carriedTo(changes, one, all)
    expect(carried).toEqual({ title: 'Monday ride', day: '2026-10-05', capacity: '' })
    expect(carriedTo(carried, all, one)).toEqual(changes)
    expect([carriedTo({ title: 'x' }, one, all), carriedTo({ day: '' }, one, all)]).toEqual([{ title: 'x' }, {}])
    // A rule is kept for the series, and means nothing for one date.
    const ruled = { title: 'x', timeZone: 'Europe/Zurich', repetition: all.repetition }
    expect(ofOneDate(ruled)).toEqual({ title: 'x' })
    expect(carriedTo(carriedTo(ruled, all, one), one, all)).toEqual(ruled)
  })
})
