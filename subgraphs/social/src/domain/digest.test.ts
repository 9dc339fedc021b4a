import type { EventData } from '@gruppetto/events'
import { describe, expect, it } from 'vitest'
import { composeDigest } from './digest.ts'

const week = (movingSeconds: number, activities = 3) => ({
  distanceMeters: 50_000,
  movingSeconds,
  elevationGainMeters: 400,
  activities,
})
const prepared = (change: Partial<EventData<'digest.prepared'>> = {}): EventData<'digest.prepared'> => ({
  athleteId: 'ath_a',
  week: '2026-11-23',
  own: week(7200),
  usual: week(5000, 2),
  goals: [{ metric: 'DISTANCE', period: 'WEEK', sports: [], target: 40_000, progress: 50_000 }],
  events: [{ clubEventId: 'evt_1', title: 'Tuesday track', clubName: 'Early Birds', startsAtMs: 7 }],
  at: 1,
  ...change,
})
const friends = [
  { name: 'Ben', activities: 4 },
  { name: 'Chloe', activities: 1 },
  { name: 'Dara', activities: 1 },
  { name: 'Emil', activities: 1 },
]

const OWN = 'You were out 3 times, longer than in a usual week.'
const FRIENDS = 'Out too: Ben 4 times, Chloe once, Dara once, and 1 more.'
const GOALS = 'You have reached 1 of your 1 goals.'
const EVENTS = 'Coming up: Tuesday track (Early Birds).'

describe('composeDigest', () => {
  it.each([
    ['SOLO_ATHLETE', [OWN, GOALS, EVENTS, FRIENDS]],
    ['SOCIAL_ENTHUSIAST', [FRIENDS, EVENTS, OWN, GOALS]],
    ['CLUB_MANAGER', [EVENTS, FRIENDS, OWN, GOALS]],
    ['DATA_NERD', [OWN, GOALS, FRIENDS, EVENTS]],
  ] as const)('tells a %s first what they care for', (persona, paragraphs) => {
    const digest = composeDigest(prepared(), friends, persona)
    expect(digest?.paragraphs).toEqual(paragraphs)
    expect(digest?.words).toMatchObject({
      activities: '3',
      comparison: 'LONGER',
      friendsOut: '4',
      goals: '1',
      goalsReached: '1',
      eventsToCome: '1',
    })
    // The notification is stored, so it names nobody.
    expect(`${digest?.words.summary}.`).toBe(
      paragraphs[0] === FRIENDS ? '4 athletes whom you follow were out too.' : paragraphs[0],
    )
    expect(digest?.facts.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Distance', 'Time', 'Goal: distance of the week', 'Next event']),
    )
    expect(digest?.facts.some(({ label }) => label === 'Usual time')).toBe(persona === 'DATA_NERD')
  })

  it.each([
    [null, 'You were out 3 times.'],
    [week(7200), 'You were out 3 times, as long as in a usual week.'],
    [week(9000), 'You were out 3 times, shorter than in a usual week.'],
  ])('compares with a usual week', (usual, text) => {
    expect(composeDigest(prepared({ usual }), [], 'SOLO_ATHLETE')?.paragraphs[0]).toBe(text)
  })

  it('has nothing to tell who did nothing, follows nobody who did, and has no events', () => {
    const idle = { own: week(0, 0), events: [] }
    expect(composeDigest(prepared(idle), [], 'SOLO_ATHLETE')).toBe(null)
    expect(composeDigest(prepared(idle), friends, 'SOLO_ATHLETE')?.paragraphs).toEqual([GOALS, FRIENDS])
  })
})
