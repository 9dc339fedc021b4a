import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { shownOf } from '../../worker/pushes.ts'

// The build compiles texts; so do these tests.
const { compiled } = vi.hoisted(() => ({
  compiled: async (name: string) => {
    const { compileTexts } = await import('../../build/plugins.mjs')
    return { default: compileTexts(readFileSync(new URL(`../social/${name}.texts.ts`, import.meta.url), 'utf8'), name) }
  },
}))
vi.mock('../social/sentence.texts.ts', () => compiled('sentence'))
vi.mock('../social/failures.texts.ts', () => compiled('failures'))
vi.mock('../social/badge-names.texts.ts', () => compiled('badge-names'))

const german = { language: 'de', locale: 'de', units: 'METRIC', timeZone: 'Europe/Zurich' } as const
const pushed = {
  title: 'Gruppetto',
  body: 'Ben gave kudos to Morning run',
  tag: 'kudos-act_1',
  notificationId: 'ntf_1',
  kind: 'KUDOS',
  at: '2026-11-30T12:00:00.000Z',
  subjects: { activity: 'act_1' },
  unreadCount: 3,
}
const details = { actors: ['Ben'], actorCount: 1, names: { activity: 'Morning run' }, facts: {} }

it('a push is shown in the language of who reads it', () => {
  const shown = {
    title: 'Gruppetto',
    body: 'Kudos von Ben für „Morning run“',
    tag: 'kudos-act_1',
    address: '/activities/act_1',
    unreadCount: 3,
    atMs: Date.parse('2026-11-30T12:00:00Z'),
  }
  expect(shownOf(JSON.stringify({ ...pushed, ...details }), german, 0)).toEqual(shown)
  const badge = { kind: 'BADGE_AWARDED', subjects: { badge: 'early-5' }, ...details, names: { badge: 'Early bird' } }
  expect(shownOf(JSON.stringify({ ...pushed, ...badge }), german, 0).body).toContain('Früh auf den Beinen')
  // What had no room in it is said as the platform says it.
  expect(shownOf(JSON.stringify(pushed), german, 0)).toEqual({ ...shown, body: pushed.body })
})

it('a push shows something, and leads nowhere else, whatever has arrived', () => {
  for (const odd of ['', '{', 'null', '[]', '7', '{"subjects":null,"at":"soon","unreadCount":"many"}']) {
    const nothing = { title: 'Gruppetto', body: '', tag: 'gruppetto', address: '/notifications', unreadCount: 0, atMs: 5 }
    expect(shownOf(odd, german, 5)).toEqual(nothing)
  }
  const hostile = [
    { url: 'https://elsewhere.example', address: 'https://elsewhere.example' },
    { actors: [{}], actorCount: 1 },
    { actors: 'Ben', facts: [] },
    { ...details, names: 'Morning run', facts: { startsAt: 'never' }, kind: 'EVENT_SCHEDULED', subjects: { event: 7 } },
    { ...details, subjects: { activity: { toString: 'x' } } },
  ]
  for (const each of hostile) {
    const { body, address } = shownOf(JSON.stringify({ ...pushed, subjects: {}, ...each }), german, 5)
    expect(body.length).toBeGreaterThan(0)
    expect(address).toBe('/notifications')
  }
})
