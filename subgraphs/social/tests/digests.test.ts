import type { EventData } from '@gruppetto/events'
import { defineWorker } from '@gruppetto/runtime'
import { makeFlagFile } from '@gruppetto/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FOLLOW, MUTE, NOTIFICATIONS, noticesOf, openWorld, type Person, type World } from './world.ts'

const DAY_MS = 24 * 3_600_000
const flags = makeFlagFile()
const mails: EventData<'mail.requested'>[] = []
let world: World

beforeAll(async () => {
  world = await openWorld({}, undefined, flags.env)
  const outside = await world.runtime.database('outside')
  const postman = defineWorker({
    name: 'outside-postman',
    on: ['mail.requested'],
    decide: ({ data }) => data,
    save: async (data, tx) => tx.afterCommit(() => void mails.push(data)),
  })
  await world.runtime.startWorkers(outside, [postman])
})
afterAll(() => world.close())

const week = (activities: number) => ({ distanceMeters: 1000, movingSeconds: 600, elevationGainMeters: 0, activities })
const prepare = ({ id }: Person, change: Partial<EventData<'digest.prepared'>> = {}) =>
  world.emit('digest.prepared', {
    athleteId: id,
    week: '2026-11-23',
    own: week(0),
    usual: null,
    goals: [],
    events: [],
    at: world.runtime.now(),
    ...change,
  })
const digestsOf = async (person: Person): Promise<readonly string[]> =>
  noticesOf(await person.ask(NOTIFICATIONS)).flatMap(({ kind, text }) => (kind === 'DIGEST' ? [text] : []))
const mailsTo = ({ id }: Person) => mails.filter(({ athleteId, kind }) => athleteId === id && kind === 'DIGEST')

const reader = async (persona: 'SOCIAL_ENTHUSIAST' | 'SOLO_ATHLETE'): Promise<Person> => {
  const person = await world.athlete('Reader', { persona })
  await world.settle()
  return person
}

it('a digest tells what friends did as the reader may see it now, once, in the app and by mail', async () => {
  const ana = await reader('SOCIAL_ENTHUSIAST')
  const [ben, chloe, dara] = (await world.athletes('Ben', 'Chloe', 'Dara')) as [Person, Person, Person]
  for (const { id } of [ben, chloe, dara]) await ana.ask(FOLLOW, { id })
  await world.activity(ben)
  await world.activity(ben)
  await world.activity(ben, { visibility: 'ONLY_ME' })
  await world.activity(ben, { startedAtMs: world.runtime.now() - 9 * DAY_MS })
  await world.activity(chloe)
  await world.activity(dara, { visibility: 'ONLY_ME' })
  await ana.ask(MUTE, { id: chloe.id })
  await world.settle()
  // The same week comes twice, as two events.
  await prepare(ana, { own: week(1) })
  await world.settle()
  await prepare(ana, { own: week(1) })
  await world.settle()
  expect(await digestsOf(ana)).toEqual(['Your week: one athlete whom you follow was out too'])
  expect(mailsTo(ana)).toMatchObject([
    {
      subject: 'Your week on Gruppetto',
      paragraphs: ['Out too: Ben twice.', 'You were out once.'],
      unsubscribePath: expect.stringContaining('DIGEST'),
    },
  ])
})

it('there is none without anything to tell, of long ago, or while the flag is off', async () => {
  const ana = await reader('SOCIAL_ENTHUSIAST')
  await prepare(ana)
  await prepare(ana, { own: week(3), at: world.runtime.now() - 4 * DAY_MS })
  await world.settle()
  flags.set({ digest: false })
  world.pass(11_000)
  await prepare(ana, { own: week(3) })
  await world.settle()
  flags.set({})
  world.pass(2000)
  expect(await digestsOf(ana)).toEqual([])
  expect(mailsTo(ana)).toEqual([])
})

it('it is mailed at first by persona, and then as the athlete chooses', async () => {
  const CHOOSE = 'mutation ($mail: Boolean!) { setNotificationPreference(kind: DIGEST, mail: $mail) { id } }'
  const [solo, social] = [await reader('SOLO_ATHLETE'), await reader('SOCIAL_ENTHUSIAST')]
  for (const person of [solo, social]) await prepare(person, { own: week(1) })
  await world.settle()
  expect([mailsTo(solo).length, mailsTo(social).length]).toEqual([0, 1])
  await solo.ask(CHOOSE, { mail: true })
  await social.ask(CHOOSE, { mail: false })
  for (const person of [solo, social]) await prepare(person, { own: week(1), week: '2026-11-30' })
  await world.settle()
  expect([mailsTo(solo).length, mailsTo(social).length]).toEqual([1, 1])
  expect(await digestsOf(social)).toHaveLength(2)
})
