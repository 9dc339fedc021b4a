import type { Tx } from '@gruppetto/runtime'
import { expect, it } from 'vitest'
import type { Services } from '../services.ts'
import type { BadgeNewsRow } from '../stores/badge-news.ts'
import { badgeAwarded } from './badge-awarded.ts'
import { eventOf, nobody } from './testing.ts'

const badge = {
  athleteId: 'ath_a',
  badgeKey: 'ride-100-km',
  name: 'Century',
  activityId: 'act_1',
  challengeId: null,
  revision: 3,
  at: 1,
}
const awarded = (change = {}) =>
  eventOf('badge.awarded', { ...badge, audience: 'ONLY_ME', isNew: true, isQuiet: false, others: 2, ...change })

it('tells the athlete of a new badge', () => {
  expect(badgeAwarded.notify(awarded(), -1)).toEqual([
    {
      recipientId: 'ath_a',
      group: 'ride-100-km',
      atMs: 1,
      subjects: { badge: 'ride-100-km', activity: 'act_1' },
      words: { badgeName: 'Century', others: '2' },
    },
  ])
})

it.each([
  ['of an old recording', { isQuiet: true }],
  ['that only more people see', { isNew: false }],
  ['that is told of with another', { others: null }],
])('says nothing of one %s', (_which, change) => {
  expect(badgeAwarded.notify(awarded(change), -1)).toEqual([])
})

it('says nothing of one that was taken back meanwhile, and takes its notice back', () => {
  expect(badgeAwarded.notify(awarded(), 4)).toEqual([])
  const takenBack = (audience: 'ONLY_ME' | null) => eventOf('badge.taken-back', { ...badge, revision: 4, audience })
  expect(badgeAwarded.withdraw?.(takenBack(null), -1)).toEqual([{ recipientId: 'ath_a', group: 'ride-100-km', actorId: null }])
  expect(badgeAwarded.withdraw?.(takenBack('ONLY_ME'), -1)).toEqual([])
  expect(badgeAwarded.notify(takenBack(null), -1)).toEqual([])
})

it('says nothing of one of which it has heard before that it was taken back', async () => {
  const rows = new Map<string, BadgeNewsRow>()
  const badgeNews = {
    get: async (id: string) => rows.get(id) ?? null,
    put: async (row: BadgeNewsRow) => void rows.set(row._id, row),
  }
  const services = { stores: { badgeNews } } as unknown as Services
  const hear = async (event: ReturnType<typeof awarded>) => {
    const news = (await badgeAwarded.load?.(services, event, {} as Tx)) ?? -1
    return badgeAwarded.notify(event, news).length
  }
  expect(await hear(awarded({ revision: 1 }))).toBe(1)
  await badgeAwarded.load?.(services, eventOf('badge.taken-back', { ...badge, revision: 2, audience: null }), {} as Tx)
  expect(await hear(awarded({ revision: 1 }))).toBe(0)
  expect(await hear(awarded({ revision: 3 }))).toBe(1)
  expect(await hear(awarded({ revision: 3, badgeKey: 'another' }))).toBe(1)
})

it('names the badge, and how many came with it', () => {
  const sentence = (words = {}) => badgeAwarded.sentence({ badgeName: 'Century', ...words }, nobody, {})
  expect(sentence()).toBe('You earned Century')
  expect(sentence({ others: '0' })).toBe('You earned Century')
  expect(sentence({ others: '1' })).toBe('You earned Century and another badge')
  expect(sentence({ others: '2' })).toBe('You earned Century and 2 other badges')
})
