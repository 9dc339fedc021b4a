import { idOf, pick } from './people.ts'
import { HOUR_MS, instantOf, isHere, SILENT_DAYS, type State, stateOf, type World } from './world.ts'

export const follow = (world: World, follower: State, followee: State, at: number): void => {
  if (follower === followee || follower.followees.has(followee.index) || followee.person.isPrivate) return
  follower.followees.add(followee.index)
  followee.followers.add(follower.index)
  world.diary.add('follow.changed', follower.person.id, {
    followerId: follower.person.id,
    followeeId: followee.person.id,
    revision: 1,
    state: 'FOLLOWING',
    cause: 'FOLLOWED',
    at,
  })
}

export const joinClub = (world: World, state: State, club: number, at: number): void => {
  if (state.clubs.has(club)) return
  state.clubs.add(club)
  world.diary.add('club.membership-changed', state.person.id, {
    clubId: idOf('club', club),
    athleteId: state.person.id,
    revision: 1,
    status: 'ACTIVE',
    role: 'MEMBER',
    mutedUntilMs: null,
    byId: null,
    at,
  })
}

export const neighbours = ({ states }: World, state: State): readonly State[] => {
  const first = Math.max(0, state.index - 25)
  return states.slice(first, state.index + 26)
}

/** How much speaks for following somebody. */
const appeal = (world: World, state: State, other: State, common: number): number => {
  const [mine, theirs] = [state.person, other.person]
  return (
    0.8 * Math.log(1 + common) +
    (mine.community === theirs.community ? 1.1 : 0) +
    (state.followers.has(other.index) ? 1.6 : 0) +
    (mine.sport === theirs.sport ? 0.6 : 0) +
    (mine.country === theirs.country ? 0.4 : 0) +
    (world.day - other.lastOut < SILENT_DAYS ? 0.8 : 0) +
    ([...state.clubs].some((club) => other.clubs.has(club)) ? 0.3 : 0) -
    // Gumbel's noise: so each is chosen with the share of its exponential.
    Math.log(-Math.log(Math.max(1e-9, world.random.next())))
  )
}

/** Follows somebody: a friend of a friend, a follower, somebody of the club, now and then a stranger. */
export const findFriend = (world: World, state: State): void => {
  const { random, states } = world
  const common = new Map<number, number>()
  for (const friend of state.followees)
    for (const index of stateOf(world, friend).followees) common.set(index, (common.get(index) ?? 0) + 1)
  for (const index of state.followers) if (!common.has(index)) common.set(index, 0)
  for (const other of neighbours(world, state)) if (!common.has(other.index) && random.next() < 0.3) common.set(other.index, 0)
  let [best, most]: [State | null, number] = [null, Number.NEGATIVE_INFINITY]
  for (const [index, count] of common) {
    const other = stateOf(world, index)
    if (other === state || state.followees.has(index) || other.person.isPrivate || !isHere(world, other)) continue
    const score = appeal(world, state, other, count)
    if (score > most) [best, most] = [other, score]
  }
  if (best === null || random.next() < 0.05) best = pick(random, states)
  if (!isHere(world, best)) return
  const at = instantOf(world, state.person, 19 + 2 * random.next())
  follow(world, state, best, at)
  if (best.engagement > 0.3 && random.next() < 0.2) follow(world, best, state, at + HOUR_MS)
}
