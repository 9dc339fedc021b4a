import { setTimeout as sleep } from 'node:timers/promises'
import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { type Database, SYSTEM } from '@gruppetto/runtime'
import { settle, type TestRuntime, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awaitProjection, openRelations, projectAccounts, projectRelations, type Relations } from '../src/mod.ts'

let runtime: TestRuntime
let database: Database
let relations: Relations

beforeAll(async () => {
  runtime = await testRuntime()
  database = await runtime.database('relations')
  relations = openRelations(database)
  await database.prepare()
  await runtime.startWorkers(database, [projectAccounts('test', relations.accounts), ...projectRelations('test', relations)])
})
afterAll(() => runtime?.close())

const account = (
  athleteId: string,
  revision: number,
  more: Partial<EventData<'athlete.changed'>> = {},
): EventData<'athlete.changed'> => ({
  athleteId,
  revision,
  handle: athleteId.slice(-12),
  displayName: 'Somebody',
  avatarUrl: null,
  country: null,
  timeZone: 'UTC',
  profileVisibility: 'EVERYONE',
  defaultActivityVisibility: 'EVERYONE',
  isPrivate: false,
  deleted: false,
  at: 0,
  ...more,
})

const publish = async (emit: (tx: Parameters<Parameters<Database['transact']>[0]>[0]) => void) => {
  await database.transact(async (tx) => emit(tx), SYSTEM)
  await settle(runtime)
}

const follow = (followerId: string, followeeId: string, revision: number, state: 'FOLLOWING' | 'REQUESTED' | 'NONE') =>
  publish((tx) => tx.emit('follow.changed', { followerId, followeeId, revision, state, cause: 'FOLLOWED', at: 0 }))

const people = async (count: number): Promise<string[]> => {
  const ids = Array.from({ length: count }, () => newId('Athlete'))
  await publish((tx) => {
    for (const id of ids) tx.emit('athlete.changed', account(id, 1))
  })
  return ids
}

const between = async (viewer: string | null, owner: string) => (await relations.between(viewer, [owner])).get(owner)

describe('the projection', () => {
  it('contains follows but not requests, and blocks in both directions', async () => {
    const [ana = '', ben = '', cleo = ''] = await people(3)
    await follow(ana, ben, 1, 'FOLLOWING')
    await follow(ana, cleo, 1, 'REQUESTED')
    await publish((tx) => tx.emit('block.changed', { blockerId: cleo, blockedId: ben, revision: 1, blocked: true, at: 0 }))
    expect(await between(ana, ben)).toMatchObject({ viewerFollowsOwner: true, isSelf: false })
    expect(await between(ana, cleo)).toMatchObject({ viewerFollowsOwner: false })
    expect(await between(ben, cleo)).toMatchObject({ ownerBlockedViewer: true, viewerBlockedOwner: false })
    expect(await between(cleo, ben)).toMatchObject({ ownerBlockedViewer: false, viewerBlockedOwner: true })
    expect([...(await relations.blockedEitherWay(ben))]).toEqual([cleo])
    expect([...(await relations.blockedEitherWay(cleo))]).toEqual([ben])
    expect(await between(null, ben)).toMatchObject({ isSelf: false, viewerFollowsOwner: false, owner: { exists: true } })
  })

  it('ignores older and repeated events', async () => {
    const [ana = '', ben = ''] = await people(2)
    await follow(ana, ben, 3, 'NONE')
    await follow(ana, ben, 2, 'FOLLOWING')
    expect(await between(ana, ben)).toMatchObject({ viewerFollowsOwner: false })
    await follow(ana, ben, 4, 'FOLLOWING')
    await follow(ana, ben, 4, 'NONE')
    expect(await between(ana, ben)).toMatchObject({ viewerFollowsOwner: true })
    await publish((tx) => tx.emit('athlete.changed', account(ben, 5, { isPrivate: true })))
    await publish((tx) => tx.emit('athlete.changed', account(ben, 4, { isPrivate: false })))
    expect(await between(ana, ben)).toMatchObject({ owner: { isPrivate: true } })
  })

  it('treats unknown and closed accounts as missing, except the viewer', async () => {
    const [ana = ''] = await people(1)
    const unknown = newId('Athlete')
    expect(await between(ana, unknown)).toMatchObject({ owner: { exists: false } })
    expect(await between(unknown, unknown)).toMatchObject({ isSelf: true, owner: { exists: true } })
    await publish((tx) => tx.emit('athlete.changed', account(ana, 2, { deleted: true })))
    expect(await between(unknown, ana)).toMatchObject({ owner: { exists: false } })
  })

  it('finds accounts by handle in any case', async () => {
    const id = newId('Athlete')
    await publish((tx) => tx.emit('athlete.changed', account(id, 1, { handle: 'mixed.case_1' })))
    expect((await relations.accounts.byHandles(['MIXED.Case_1', 'nobody'])).map((row) => row._id)).toEqual([id])
  })
})

describe('awaitProjection', () => {
  it('waits for a new entity, but not for an old or invented id', async () => {
    const young = newId('Athlete')
    const published = sleep(200).then(() => publish((tx) => tx.emit('athlete.changed', account(young, 1))))
    expect(await awaitProjection(young, Date.now(), () => relations.accounts.get(young))).toMatchObject({ _id: young })
    await published

    let looks = 0
    const count = async () => {
      looks += 1
      return null
    }
    expect(await awaitProjection(newId('Athlete'), Date.now() + 60_000, count)).toBeNull()
    expect(await awaitProjection('nonsense', Date.now(), count)).toBeNull()
    expect(looks).toBe(2)
  })
})
