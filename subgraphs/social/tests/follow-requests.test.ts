import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  BLOCK,
  FOLLOW,
  NOTIFICATIONS,
  noticesOf,
  openWorld,
  type Person,
  RESPOND,
  UNFOLLOW,
  type World,
} from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ acceptedAtOnce: 2 })
})
afterAll(() => world.close())

const shyAndFans = async () => {
  const fans = await world.athletes('Fana', 'Fanb', 'Fanc', 'Fand', 'Fane')
  const shy = await world.athlete('Shy', { isPrivate: true })
  await world.settle()
  return { shy, fans }
}
const setPrivate = (person: Person, isPrivate: boolean) => world.account(person.id, { displayName: person.name, isPrivate })
const stateOf = async (fan: Person, shy: Person): Promise<string> => {
  const refs = [{ __typename: 'Athlete', id: shy.id }]
  const query = 'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Athlete { viewerFollow } } }'
  return (await fan.ask(query, { refs }))._entities[0].viewerFollow
}
const waiting = async (shy: Person): Promise<number> =>
  (await shy.ask('{ viewer { followRequests { totalCount } } }')).viewer.followRequests.totalCount
const notices = async (person: Person): Promise<readonly Answer[]> => noticesOf(await person.ask(NOTIFICATIONS))
const causesTo = (shy: Person) =>
  world
    .eventsOf('follow.changed')
    .filter((event) => event.followeeId === shy.id)
    .map((event) => event.cause)
    .toSorted()

describe('an account that stops approving its followers', () => {
  it('accepts all waiting requests in batches, with an event for each', async () => {
    const { shy, fans } = await shyAndFans()
    const [declined, withdrawn, ...others] = fans as [Person, Person, ...Person[]]
    for (const fan of fans) await fan.ask(FOLLOW, { id: shy.id })
    await shy.ask(RESPOND, { id: declined.id, accept: false })
    await withdrawn.ask(UNFOLLOW, { id: shy.id })
    await world.settle()
    expect(await waiting(shy)).toBe(3)
    await setPrivate(shy, false)
    await world.settle()
    for (const fan of others) {
      expect(await stateOf(fan, shy)).toBe('FOLLOWING')
      expect((await notices(fan)).map((notice) => notice.text)).toEqual(['Shy accepted your request to follow them'])
    }
    for (const fan of [declined, withdrawn]) expect(await stateOf(fan, shy)).toBe('NOT_FOLLOWING')
    expect(await waiting(shy)).toBe(0)
    expect(await notices(shy)).toEqual([])
    expect(causesTo(shy).filter((cause) => cause === 'ACCEPTED')).toHaveLength(3)
    // After another change of the public account there is nothing to accept.
    await setPrivate(shy, false)
    await world.settle()
    expect(causesTo(shy).filter((cause) => cause === 'ACCEPTED')).toHaveLength(3)
  })

  it('accepts no request when it is private again, and none of a blocked athlete', async () => {
    const { shy, fans } = await shyAndFans()
    const [fan, foe] = fans as [Person, Person]
    await fan.ask(FOLLOW, { id: shy.id })
    await foe.ask(FOLLOW, { id: shy.id })
    await shy.ask(BLOCK, { id: foe.id })
    const open = { athleteId: shy.id, handle: 'shy_again', displayName: 'Shy', avatarUrl: null, country: null, timeZone: 'UTC' }
    const state = { ...open, profileVisibility: 'EVERYONE', defaultActivityVisibility: 'EVERYONE', deleted: false } as const
    const at = world.runtime.now()
    // The later state arrives first.
    await world.emit('athlete.changed', { ...state, revision: 1_000_002, isPrivate: true, at })
    await world.settle()
    await world.emit('athlete.changed', { ...state, revision: 1_000_001, isPrivate: false, at })
    await world.settle()
    expect(await stateOf(fan, shy)).toBe('REQUESTED')
    await world.emit('athlete.changed', { ...state, revision: 1_000_003, isPrivate: false, at })
    await world.settle()
    expect(await stateOf(fan, shy)).toBe('FOLLOWING')
    expect(causesTo(shy)).toEqual(['ACCEPTED', 'BLOCKED', 'REQUESTED', 'REQUESTED'])
  })

  it('accepts every request that is made at the same moment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { shy, fans } = await shyAndFans()
      await Promise.all([setPrivate(shy, false), ...fans.map((fan) => fan.ask(FOLLOW, { id: shy.id }))])
      await world.settle()
      expect(await Promise.all(fans.map((fan) => stateOf(fan, shy)))).toEqual(fans.map(() => 'FOLLOWING'))
      expect(await waiting(shy)).toBe(0)
    }
  })
})
