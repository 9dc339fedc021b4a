import { describe, expect, it } from 'vitest'
import { clubEventInput, eventStatusAt, LONGEST_EVENT_MS, overAtOf } from './club-event.ts'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const sound = { clubId: 'club_1', title: 'Turbo Tuesday', startsAt: new Date('2026-06-02T18:00:00Z'), timeZone: 'Europe/Zurich' }
const sinceStart = (ms: number) => new Date(sound.startsAt.getTime() + ms)
type Known = Parameters<typeof clubEventInput>[1]
const problems = (change: object, known: Known = null): string[] => {
  const parsed = clubEventInput(NOW, known).safeParse({ ...sound, ...change })
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
}

describe('clubEventInput', () => {
  it('accepts valid input, and returns null for what is left out', () => {
    expect(clubEventInput(NOW, null).parse({ ...sound, title: '  Turbo  Tuesday ', place: ' ' })).toEqual({
      clubId: 'club_1',
      title: 'Turbo Tuesday',
      description: null,
      sport: null,
      startsAt: sound.startsAt,
      endsAt: null,
      overAt: sinceStart(12 * 3_600_000),
      timeZone: 'Europe/Zurich',
      recurrence: null,
      meetingPoint: null,
      place: null,
      isVirtual: false,
      capacity: null,
      guestsAllowed: 0,
      answersCloseMinutes: null,
    })
    const whole = {
      sport: 'RIDE',
      endsAt: sinceStart(LONGEST_EVENT_MS),
      latitude: -90,
      longitude: 180,
      place: 'Pole',
      isVirtual: true,
    }
    expect(clubEventInput(NOW, null).parse({ ...sound, ...whole })).toMatchObject({
      overAt: sinceStart(LONGEST_EVENT_MS),
      meetingPoint: { latitude: -90, longitude: 180 },
      isVirtual: true,
    })
  })

  it.each([
    [{ title: ' ' }, ['title']],
    [{ title: 'x'.repeat(101) }, ['title']],
    [{ description: 'x'.repeat(2001) }, ['description']],
    [{ place: 'x'.repeat(201) }, ['place']],
    [{ sport: 'CHESS' }, ['sport']],
    [{ startsAt: new Date(NOW) }, ['startsAt']],
    [{ endsAt: sound.startsAt }, ['endsAt']],
    [{ endsAt: sinceStart(LONGEST_EVENT_MS + 1) }, ['endsAt']],
    [{ timeZone: 'Europe/Atlantis' }, ['timeZone']],
    [{ capacity: 0 }, ['capacity']],
    [{ guestsAllowed: 11 }, ['guestsAllowed']],
    [{ answersCloseMinutes: -1 }, ['answersCloseMinutes']],
    [{ latitude: 47 }, ['latitude']],
    [{ longitude: 8 }, ['latitude']],
    [{ latitude: 90.1, longitude: 8 }, ['latitude']],
    [{ latitude: 47, longitude: Number.NaN }, ['longitude']],
  ])('refuses %j', (change, paths) => {
    expect(new Set(problems(change))).toEqual(new Set(paths))
  })

  it('lets an event that has begun keep its start, but not end in the past or change its club', () => {
    const begun = new Date(NOW - 3_600_000)
    const known = { clubId: 'club_1', startsAt: begun }
    expect(problems({ startsAt: begun, endsAt: new Date(NOW + 1) }, known)).toEqual([])
    expect(problems({ startsAt: begun, endsAt: new Date(NOW) }, known)).toEqual(['endsAt'])
    expect(problems({ startsAt: new Date(begun.getTime() + 1) }, known)).toEqual(['startsAt'])
    expect(problems({ clubId: 'club_2' }, known)).toEqual(['clubId'])
  })
})

describe('eventStatusAt', () => {
  it.each([
    [19, null, 'SCHEDULED'],
    [20, null, 'PAST'],
    [5, new Date(4), 'CANCELLED'],
    [99, new Date(4), 'CANCELLED'],
  ])('at %d, cancelled %j: %s', (nowMs, cancelledAt, status) => {
    expect(eventStatusAt({ overAt: overAtOf({ startsAt: new Date(10), endsAt: new Date(20) }), cancelledAt }, nowMs)).toBe(status)
  })
})
