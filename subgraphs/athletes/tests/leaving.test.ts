import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { openStreamReader, SYSTEM } from '@gruppetto/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStaffDesk } from '../src/module.ts'
import { openWorld, PASSWORD, REFRESH, SIGN_IN, type Someone, type World } from './world.ts'

const DAY_MS = 24 * 3600_000
const DELETE = 'mutation ($password: String!) { deleteAccount(password: $password) }'

let world: World
let nowMs = Date.now()
beforeAll(async () => {
  world = await openWorld({ now: () => nowMs })
})
afterAll(() => world.close())

const signIn = (someone: Someone, restore?: boolean) =>
  world.ask(SIGN_IN, { input: { email: someone.email, password: PASSWORD, ...(restore !== undefined && { restore }) } })
const close = (someone: Someone, password = PASSWORD) => world.ask(DELETE, { password }, someone.caller)
const runErasure = async () => {
  await world.subgraph.opened.jobs.find(({ name }) => name === 'athletes-erase-accounts')?.run()
  await world.settle()
}
const stored = async (): Promise<string> => {
  const { connection } = world.subgraph.opened.database
  const names = [...world.subgraph.opened.database.collections.keys()]
  return JSON.stringify(await Promise.all(names.map((name) => connection.collection(name).find({}).toArray())))
}

describe('deleteAccount', () => {
  it('needs the password', async () => {
    const ana = await world.signUp()
    const refused = await close(ana, 'not the password')
    expect(refused.codes).toEqual(['BAD_USER_INPUT'])
    expect((await signIn(ana)).codes).toEqual([])
  })

  it('ends every session, hides the athlete and tells everybody', async () => {
    const changes = await world.listenTo('athlete.changed')
    const [ana, ben] = [await world.signUp({ displayName: 'Ana Leaving' }), await world.signUp()]
    const device = (await signIn(ana)).data.signIn
    expect((await close(ana)).data).toEqual({ deleteAccount: true })
    for (const token of [ana.refreshToken, device.refreshToken])
      expect((await world.ask(REFRESH, { token })).codes).toEqual(['UNAUTHENTICATED'])
    const seen = await world.ask(
      `query ($id: ID!, $handle: String!) {
        athlete(id: $id) { id } byHandle: athlete(handle: $handle) { id } node(id: $id) { id }
        searchAthletes(query: "leaving") { edges { node { id } } } }`,
      { id: ana.id, handle: ana.handle },
      ben.caller,
    )
    expect(seen.data).toEqual({ athlete: null, byHandle: null, node: null, searchAthletes: { edges: [] } })
    await world.settle()
    expect(changes.filter(({ athleteId }) => athleteId === ana.id).map(({ deleted }) => deleted)).toEqual([false, true])
    // The handle and the address stay the athlete's until the erasure.
    await expect(world.signUp({ handle: ana.handle })).rejects.toThrow('CONFLICT')
    await expect(world.signUp({ email: ana.email })).rejects.toThrow('CONFLICT')
  })

  it('says until when the account can be brought back, and brings it back', async () => {
    const ana = await world.signUp()
    const closedAt = nowMs
    await close(ana)
    const refused = await signIn(ana)
    expect(refused.codes).toEqual(['ACCOUNT_DELETED'])
    expect(refused.errors[0]?.extensions?.erasesAt).toBe(new Date(closedAt + 14 * DAY_MS).toISOString())
    const wrong = { email: ana.email, password: 'not the password', restore: true }
    expect((await world.ask(SIGN_IN, { input: wrong })).codes).toEqual(['UNAUTHENTICATED'])

    nowMs += 14 * DAY_MS - 1
    await runErasure()
    const back = await signIn(ana, true)
    expect(back.data.signIn.viewer.athlete).toEqual({ id: ana.id })
    expect((await world.ask('query ($id: ID!) { athlete(id: $id) { id } }', { id: ana.id })).data.athlete).toEqual({ id: ana.id })
    nowMs += 15 * DAY_MS
    await runErasure()
    // For an open account `restore` changes nothing.
    expect((await signIn(ana, true)).codes).toEqual([])
  })
})

describe('the erasure', () => {
  it('erases in two rounds, each when every subgraph has reported, and leaves a line that names nobody', async () => {
    const heard = await world.listenTo('athlete.erased')
    const ana = await world.signUp({ displayName: 'Ana Erased' })
    const rounds = () => heard.filter(({ athleteId }) => athleteId === ana.id).map(({ round }) => round)
    await world.runtime.redis.set(`something:${ana.id}`, 1)
    await close(ana)
    nowMs += 14 * DAY_MS
    const report = async (round: number, names: readonly string[]) => {
      const elsewhere = await world.runtime.database('elsewhere')
      await elsewhere.transact(async (tx) => {
        for (const subgraph of names) tx.emit('athlete.data-erased', { athleteId: ana.id, subgraph, round, at: nowMs })
      }, SYSTEM)
      await world.settle()
    }
    await runErasure()
    expect(rounds()).toEqual([1])
    expect((await signIn(ana, true)).codes).toEqual(['UNAUTHENTICATED'])
    const others = SUBGRAPH_NAMES.filter((name) => name !== 'athletes')
    await report(1, others.slice(1))
    await runErasure()
    expect(rounds()).toEqual([1])

    await report(1, others)
    await runErasure()
    expect(rounds()).toEqual([1, 2])
    await report(1, others)
    await report(2, others)
    await runErasure()
    await runErasure()
    for (const word of [ana.id, ana.handle, ana.email, 'Ana Erased']) expect(await stored()).not.toContain(word)
    expect(await world.runtime.redis.exists(`something:${ana.id}`)).toBe(0)
    const log = world.subgraph.opened.database.connection.collection('erasure_log')
    expect(await log.find({}).toArray()).toMatchObject([{ finishedAt: new Date(nowMs) }])
    // The handle and the address are free.
    await world.signUp({ handle: ana.handle, email: ana.email })
  })
})

describe('with a lake', () => {
  it('the erasure waits for its report too, and the list of staff says so', async () => {
    const lakeWorld = await openWorld({ now: () => nowMs, env: { LAKE: 'on' } })
    const desk = await openStaffDesk(lakeWorld.runtime)
    const ana = await lakeWorld.signUp()
    await lakeWorld.ask(DELETE, { password: PASSWORD }, ana.caller)
    nowMs += 14 * DAY_MS
    const { bus } = lakeWorld.runtime
    const run = async () => {
      await lakeWorld.subgraph.opened.jobs.find(({ name }) => name === 'athletes-erase-accounts')?.run()
      await lakeWorld.settle()
    }
    const report = async (round: number, names: readonly string[]) => {
      for (const subgraph of names)
        await lakeWorld.publish('athlete.data-erased', { athleteId: ana.id, subgraph, round, at: nowMs })
      await lakeWorld.settle()
      await run()
    }
    const waiting = async () => (await desk.erasures()).map(({ round, missing }) => [round, ...missing])
    await run()
    const others = SUBGRAPH_NAMES.filter((name) => name !== 'athletes')
    await report(1, others.slice(1))
    // Nobody has ever written a lake, so nobody waits for one.
    expect(await waiting()).toEqual([[1, others[0]]])
    // One that was there stays in mind when its consumer is gone, such as with a stream that was lost.
    await openStreamReader(bus, 'lake-writer', 0).next(1)
    expect(await waiting()).toEqual([[1, others[0], 'lake']])
    await bus.manager.consumers.delete(bus.names.events, 'lake-writer')
    await report(1, others.slice(0, 1))
    expect(await waiting()).toEqual([[1, 'lake']])
    await report(1, ['lake'])
    await report(2, others)
    expect(await waiting()).toEqual([[2, 'lake']])
    await report(1, ['lake'])
    expect(await waiting()).toEqual([[2, 'lake']])
    await report(2, ['lake'])
    expect(await waiting()).toEqual([])
    await lakeWorld.close()
  })
})
