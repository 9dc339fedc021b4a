import { type LiveClient, liveClient } from '@gruppetto/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

let world: World
let challengeId: string
let reads: number
const clients: LiveClient[] = []
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.down.clear()
  world.data.crowd.clear()
  world.data.calls.crowd = 0
  challengeId = `chl_${ids.session()}`
  setChallenge()
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  await expect.poll(() => world.gateway.topics()).toBe(0)
})

/** From now on reads of the challenge are counted. */
const setChallenge = (isForMembers = false) => {
  reads = 0
  world.data.challenges.set(challengeId, {
    isForMembers,
    get title() {
      reads += 1
      return 'November'
    },
  })
}

/** Subscribes as each athlete, or as nobody for null. `change` tells of a change and resolves to what each of them gets. */
const watch = async (
  athletes: readonly (string | null)[],
  selection: string,
  variables: Record<string, unknown> = {},
  declared = '',
) => {
  const opened = await Promise.all(
    athletes.map(async (athleteId) => {
      const client = await liveClient(world.url, athleteId === null ? undefined : await world.token({ athleteId }))
      clients.push(client)
      const results = client.subscribe(
        `subscription ($id: ID!${declared}) { challengeLeaderboardChanged(challengeId: $id) { title ${selection} } }`,
        { id: challengeId, ...variables },
      )
      // No message says that a subscription is open. It is when the socket has answered what was asked after it.
      for (let asked = 0; asked < 2; asked += 1) await client.subscribe('{ plans }').next()
      return results
    }),
  )
  await world.runtime.bus.connection.flush()
  return {
    async change() {
      reads = 0
      world.data.calls.crowd = 0
      world.runtime.live.publish('challenge', challengeId)
      const messages = await Promise.all(opened.map((results) => results.next()))
      return messages.map((message) => message.challengeLeaderboardChanged)
    },
  }
}
const athletesOf = (count: number) => Array.from({ length: count }, () => ids.athlete())
const readers = (boards: readonly { board: { readBy: string } }[]) => boards.map(({ board }) => board.readBy)

describe('the crowd of a subject', () => {
  it('is answered by one read, which nobody in particular makes, and who is not in it by a read of the own', async () => {
    const crowd = athletesOf(4)
    const [blocked = '', owner = ''] = athletesOf(2)
    for (const athleteId of crowd) world.data.crowd.add(athleteId)
    const watched = await watch([...crowd, null, blocked, owner], 'board { readBy }')
    expect(readers(await watched.change())).toEqual(['nobody', 'nobody', 'nobody', 'nobody', 'nobody', blocked, owner])
    expect(reads).toBe(3)
    expect(world.data.calls.crowd).toBe(1)
  })

  it('is asked for at each change, so that who leaves it is answered alone from then on', async () => {
    const [ana = '', ben = ''] = athletesOf(2)
    world.data.crowd.add(ana)
    world.data.crowd.add(ben)
    const watched = await watch([ana, ben], 'board { readBy }')
    expect(readers(await watched.change())).toEqual(['nobody', 'nobody'])
    world.data.crowd.delete(ben)
    expect(readers(await watched.change())).toEqual(['nobody', ben])
  })

  it('shares nothing of a selection with a field that does not declare itself the same', async () => {
    const athletes = athletesOf(3)
    for (const athleteId of athletes) world.data.crowd.add(athleteId)
    const watched = await watch(athletes, 'own')
    expect((await watched.change()).map(({ own }) => own)).toEqual(athletes)
    expect([reads, world.data.calls.crowd]).toEqual([3, 0])
  })

  it.each([
    ['given', 'board(scope: "FOLLOWING") { readBy }', {}, ''],
    ['in a variable', 'board(scope: $scope) { readBy }', { scope: 'FOLLOWING' }, ', $scope: String'],
    ['a default of a variable', 'board(scope: $scope) { readBy }', {}, ', $scope: String = "FOLLOWING"'],
    ['in a fragment', '... on Challenge { ...B }', {}, ''],
  ])('shares nothing where an argument has another value, %s', async (how, selection, variables, declared) => {
    const athletes = athletesOf(2)
    for (const athleteId of athletes) world.data.crowd.add(athleteId)
    const fragment = how === 'in a fragment' ? ' } } fragment B on Challenge { board(scope: "FOLLOWING") { readBy' : ''
    const watched = await watch(athletes, `${selection}${fragment}`, variables, declared)
    expect(readers(await watched.change())).toEqual(athletes)
  })

  it('shares where the argument has the declared value, in a variable and with aliases', async () => {
    const athletes = athletesOf(2)
    for (const athleteId of athletes) world.data.crowd.add(athleteId)
    const selection = '__typename board: board(scope: $scope) { who: readBy readBy }'
    const watched = await watch(athletes, selection, { scope: 'EVERYONE' }, ', $scope: String')
    expect(readers(await watched.change())).toEqual(['nobody', 'nobody'])
  })

  it('is not asked for while one viewer watches, on however many sockets', async () => {
    const [ana = ''] = athletesOf(1)
    world.data.crowd.add(ana)
    const watched = await watch([ana, ana, ana], 'board { readBy }')
    expect(readers(await watched.change())).toEqual([ana, ana, ana])
    expect([reads, world.data.calls.crowd]).toEqual([1, 0])
  })

  it('is nobody when its subgraph does not say', async () => {
    const athletes = athletesOf(2)
    for (const athleteId of athletes) world.data.crowd.add(athleteId)
    const watched = await watch(athletes, 'board { readBy }')
    world.data.crowd.add('not known')
    expect(readers(await watched.change())).toEqual(athletes)
    world.data.crowd.delete('not known')
    expect(readers(await watched.change())).toEqual(['nobody', 'nobody'])
  })

  it('is answered one by one where somebody who is signed out may not read it', async () => {
    const athletes = athletesOf(2)
    for (const athleteId of athletes) world.data.crowd.add(athleteId)
    setChallenge(true)
    const watched = await watch(athletes, 'board { readBy }')
    expect(readers(await watched.change())).toEqual(athletes)
  })
})
