import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, COMMENT, KUDOS, NOTIFICATIONS, noticesOf, openWorld, type Person, UNKUDOS, type World } from './world.ts'

const READ = 'mutation ($ids: [ID!], $allBefore: DateTime) { markNotificationsRead(ids: $ids, allBefore: $allBefore) { id } }'
const DELETE = 'mutation ($id: ID!) { deleteComment(id: $id) { id } }'
const FANS = 4
const RIDES = 2

let world: World
beforeAll(async () => {
  // A group is busy from two on, so both ways into a group are tried, at the same time.
  world = await openWorld({ busyFrom: 2 })
})
afterAll(() => world.close())

interface Step {
  readonly act: 'kudos' | 'unkudos' | 'comment' | 'uncomment' | 'read' | 'readAll' | 'collect'
  readonly fan: number
  readonly ride: number
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('kudos', 'kudos', 'unkudos', 'unkudos', 'comment', 'uncomment', 'read', 'readAll', 'collect'),
  fan: fc.nat(FANS - 1),
  ride: fc.nat(RIDES - 1),
})
/** The steps of a round are taken at the same time. Without a rest after them, the next round meets their events half done. */
const round = fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 8 }), rests: fc.boolean() })

const collect = async (): Promise<void> => world.subgraph.opened.jobs.find(({ name }) => name === 'social-collect-notices')?.run()

const take = async (
  owner: Person,
  fans: readonly Person[],
  rides: readonly string[],
  { act, fan, ride }: Step,
): Promise<void> => {
  const who = fans[fan] as Person
  const id = rides[ride] ?? ''
  if (act === 'collect') return collect()
  if (act === 'kudos') await who.ask(KUDOS, { id })
  else if (act === 'unkudos') await who.ask(UNKUDOS, { id })
  else if (act === 'comment') await who.ask(COMMENT, { id, text: 'Nice' })
  else if (act === 'readAll') await owner.ask(READ, { allBefore: new Date(world.runtime.now() + 60_000).toISOString() })
  else if (act === 'read') {
    const seen = noticesOf(await owner.ask(NOTIFICATIONS))
    if (seen.length > 0) await owner.ask(READ, { ids: [seen[0].id] })
  } else {
    const comment = noticesOf(await owner.ask(NOTIFICATIONS)).find((one) => one.comment !== null)?.comment
    // Two may delete it at the same time.
    if (comment !== undefined) await owner.codes(DELETE, { id: comment.id })
  }
}

it('the unread count and the groups are exact, whatever happens at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
      const [owner, ...fans] = (await world.athletes('Owner', 'Ben', 'Cleo', 'Dina', 'Eva')) as [Person, ...Person[]]
      const rides = await Promise.all(Array.from({ length: RIDES }, () => world.activity(owner)))
      await world.settle()
      // Now the first activity has a busy group, and kudos that wait for it.
      await Promise.all(fans.map((fan) => fan.ask(KUDOS, { id: rides[0] })))
      await world.settle()
      for (const { steps, rests } of rounds) {
        await Promise.all(steps.map((one) => take(owner, fans, rides, one)))
        if (rests) await world.settle()
      }
      await world.settle()
      await collect()
      const answer: Answer = await owner.ask(NOTIFICATIONS, { first: 100 })
      const all = noticesOf(answer)
      const unread = all.filter(({ readAt }) => readAt === null)
      expect(answer.viewer.unreadNotificationCount).toBe(unread.length)
      expect(answer.viewer.notifications.unreadCount).toBe(unread.length)
      expect(new Set(unread.map(({ kind, activity }) => `${kind} ${activity.id}`)).size).toBe(unread.length)
      const rowsOf = (name: string, where: object): Promise<readonly Answer[]> =>
        world.subgraph.opened.database.connection.collection(name).find(where).toArray()
      const entries = await rowsOf('notification_entries', { recipientId: owner.id, withdrawnAt: null })
      for (const { id, actorCount } of unread) {
        const actors = entries.filter(({ notificationId }) => notificationId === id).map(({ actorId }) => actorId)
        expect(actorCount).toBe(new Set(actors).size)
      }
      const kudos = await rowsOf('kudos', { subjectId: { $in: rides } })
      const unreadIds = unread.map(({ id }) => id)
      for (const ride of rides)
        for (const { id } of fans) {
          const own = entries.filter(({ groupKey, actorId }) => groupKey === `KUDOS:${ride}` && actorId === id)
          const isGiven = kudos.some(({ subjectId, athleteId }) => subjectId === ride && athleteId === id)
          // Who gives them is in one notification; who has taken them back is in none that is unread.
          if (isGiven) expect(own).toHaveLength(1)
          else expect(own.filter(({ notificationId }) => unreadIds.includes(notificationId))).toEqual([])
        }
    }),
    { numRuns: 12, endOnFailure: true },
  )
})

it('a flood of kudos on one thing needs no transaction for each, and counts each once, however often and late it is heard', async () => {
  const fansOf = async (count: number) => world.athletes(...Array.from({ length: count }, (_, index) => `Fan ${index}`))
  const [owner] = (await world.athletes('Owner')) as [Person]
  const ride = await world.activity(owner)
  const fans = await fansOf(24)
  await world.settle()
  const counted = async () => noticesOf(await owner.ask(NOTIFICATIONS)).map(({ kind, actorCount }) => [kind, actorCount])
  for (const fan of fans.slice(0, 4)) await fan.ask(KUDOS, { id: ride })
  await world.settle()
  await collect()
  const others = fans.slice(4)
  for (const fan of others) await fan.ask(KUDOS, { id: ride })
  const commands = await world.commands(async () => {
    await world.settle()
  })
  // What the workers of notifications do for one: no lock, no mark, no look at the kudos.
  expect(commands.filter((command) => command === 'locks.bulkWrite' || command === 'kudos.find')).toEqual([])
  await collect()
  expect(await counted()).toEqual([['KUDOS', 24]])
  // Each is heard again, as after a crash; one was taken back meanwhile.
  const [gone] = others as [Person]
  await gone.ask(UNKUDOS, { id: ride })
  await world.settle()
  for (const fan of others) {
    const given = { subjectId: ride, subjectOwnerId: owner.id, athleteId: fan.id, at: world.runtime.now() }
    await world.emit('kudos.given', given)
  }
  await world.settle()
  await collect()
  expect(await counted()).toEqual([['KUDOS', 23]])
  expect((await owner.ask(NOTIFICATIONS)).viewer.unreadNotificationCount).toBe(1)
})
