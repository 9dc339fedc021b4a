import { describe, expect, it } from 'vitest'
import { clubEventInput, eventStatusAt, LONGEST_EVENT_MS, overAtMs } from './club-event.ts'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const sound = { clubId: 'club_1', title: 'Turbo Tuesday', startsAt: new Date('2026-06-02T18:00:00Z'), timeZone: 'Europe/Zurich' }
const sinceStart = (ms: number) => new Date(sound.startsAt.getTime() + ms)
type Known = Parameters<typeof clubEventInput>[1]
const problems = (change: object, known: Known = null): string[] => {
  const parsed = clubEventInput(NOW, known).safeParse({ ...sound, ...change })
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
}

describe('clubEventInput', () => {
  it('takes what is sound, and says none of what is left out', () => {
    expect(clubEventInput(NOW, null).parse({ ...sound, title: '  Turbo  Tuesday ', place: ' ' })).toEqual({
      clubId: 'club_1',
      title: 'Turbo Tuesday',
      description: null,
      sport: null,
      startsAtMs: sound.startsAt.getTime(),
      endsAtMs: null,
      overAtMs: sinceStart(12 * 3_600_000).getTime(),
      timeZone: 'Europe/Zurich',
      meetingPoint: null,
      place: null,
      isVirtual: false,
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
      overAtMs: sinceStart(LONGEST_EVENT_MS).getTime(),
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
    [{ latitude: 47 }, ['latitude']],
    [{ longitude: 8 }, ['latitude']],
    [{ latitude: 90.1, longitude: 8 }, ['latitude']],
    [{ latitude: 47, longitude: Number.NaN }, ['longitude']],
  ])('refuses %j', (change, paths) => {
    expect(new Set(problems(change))).toEqual(new Set(paths))
  })

  it('lets what has begun keep its start, but neither end in the past nor go to another club', () => {
    const begun = new Date(NOW - 3_600_000)
    const known = { clubId: 'club_1', startsAtMs: begun.getTime() }
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
    [5, 4, 'CANCELLED'],
    [99, 4, 'CANCELLED'],
  ])('at %d, cancelled %j: %s', (nowMs, cancelledAtMs, status) => {
    expect(eventStatusAt({ overAtMs: overAtMs({ startsAtMs: 10, endsAtMs: 20 }), cancelledAtMs }, nowMs)).toBe(status)
  })
})
