import { instantOfHour } from '@gruppetto/graph'
import { randomOf } from '../capacity/random.ts'
import { bringProducts, shop } from './gear.ts'
import { type Happened, openDiary } from './happen.ts'
import { goOut } from './outings.ts'
import { idOf, makePeople, pick, type Size } from './people.ts'
import { findFriend, follow, joinClub, neighbours } from './ties.ts'
import { considerNudge, hourOut } from './trials.ts'
import { HOUR_MS, instantOf, isHere, newState, type State, type World } from './world.ts'

const CHALLENGE_DAYS = 28

const join = (world: World, { person }: State): void => {
  const at = instantOf(world, person, 5 + world.random.next())
  world.diary.add('athlete.changed', person.id, {
    athleteId: person.id,
    revision: 1,
    handle: person.id.slice(4),
    displayName: person.id,
    avatarUrl: null,
    country: person.country.country,
    timeZone: person.country.timeZone,
    profileVisibility: 'EVERYONE',
    defaultActivityVisibility: person.isPrivate ? 'FOLLOWERS' : 'EVERYONE',
    isPrivate: person.isPrivate,
    deleted: false,
    emailVerified: true,
    persona: person.persona,
    suggestible: person.suggestible,
    at,
  })
}

/** What there was before the first day: clubs, products, and who follows whom. */
const begin = (world: World): void => {
  const { random, states, diary } = world
  const at = instantOfHour(world.size.firstDay, 1, 'UTC')
  bringProducts(world, at)
  const communities = (states.at(-1)?.person.community ?? -1) + 1
  for (let club = 0; club < communities; club += 1)
    diary.add('club.changed', null, {
      clubId: idOf('club', club),
      revision: 1,
      slug: `club-${club}`,
      name: `Club ${club}`,
      access: random.next() < 0.8 ? 'OPEN' : 'ON_REQUEST',
      dissolved: false,
      at,
    })
  for (const state of states) if (state.person.isEarly) join(world, state)
  for (const state of states) {
    if (!state.person.isEarly) continue
    const { person } = state
    if (random.next() < 0.5) joinClub(world, state, person.community, at + HOUR_MS)
    const near = neighbours(world, state).filter((other) => other.person.isEarly)
    for (let count = random.poisson(2 + 7 * person.sociality); count > 0; count -= 1) {
      const other = random.next() < 0.9 ? pick(random, near) : pick(random, states)
      if (!other.person.isEarly) continue
      follow(world, state, other, at + 2 * HOUR_MS)
      if (random.next() < 0.5) follow(world, other, state, at + 3 * HOUR_MS)
    }
  }
}

/** Who gets little for it fades, and who fades goes, or comes back by himself. */
const drift = ({ random }: World, state: State): void => {
  if (state.isFading) {
    state.engagement *= 0.55
    if (state.engagement < 0.03) state.engagement = 0
    if (random.next() < 0.05) [state.isFading, state.engagement] = [false, 0.8]
  } else if (random.next() < 0.045 * (1.4 - state.support)) state.isFading = true
  else state.engagement = Math.min(1, state.engagement + 0.2)
}

/** What happens once a week, on Monday. */
const turnWeek = (world: World): void => {
  const { random, states, diary, day } = world
  const challenge = idOf('chl', Math.floor(day / CHALLENGE_DAYS))
  for (const state of states) {
    if (!isHere(world, state)) continue
    drift(world, state)
    if (state.engagement < 0.15) continue
    for (let count = random.poisson(0.05 + 0.4 * state.person.sociality); count > 0; count -= 1) findFriend(world, state)
    if (random.next() < 0.01) joinClub(world, state, state.person.community, instantOf(world, state.person, 20))
    if (day % CHALLENGE_DAYS === 0 && random.next() < 0.1)
      diary.add('challenge.participation-changed', state.person.id, {
        challengeId: challenge,
        athleteId: state.person.id,
        revision: 1,
        participating: true,
        sharesWithBrand: false,
        at: instantOf(world, state.person, 20),
      })
    shop(world, state)
  }
}

/**
 * Plays a population, day by day, and yields what has happened. Friendships come in communities and grow by friends of friends; activities follow habits,
 * seasons and streaks; who gets nothing for them leaves. Reminders come at hours that are drawn, and half of those who have stopped hear from a friend:
 * without such trials nothing could be learned of either. The same size makes the same events.
 */
export function* playPopulation(size: Size): Generator<readonly Happened[]> {
  const random = randomOf(size.seed)
  const people = makePeople(random, size)
  const states = people.map((person, index) => newState(random, person, index, size))
  const world: World = { random, taste: randomOf(size.seed + 60), size, states, diary: openDiary(), day: 0, midnights: new Map() }
  begin(world)
  for (; world.day < size.days; world.day += 1) {
    world.midnights.clear()
    if (world.day % 7 === 0) turnWeek(world)
    for (const state of states) {
      if (state.joinsOn === world.day && !state.person.isEarly) {
        join(world, state)
        for (let count = 1 + random.poisson(2); count > 0; count -= 1) findFriend(world, state)
      }
      if (!isHere(world, state)) continue
      const hour = hourOut(world, state)
      if (hour !== null) goOut(world, state, hour)
      considerNudge(world, state)
    }
    yield world.diary.take()
  }
}
