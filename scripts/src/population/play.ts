import { addDays, instantOfHour } from '@gruppetto/graph'
import { type Random, randomOf } from '../capacity/random.ts'
import { type Diary, type Happened, openDiary } from './happen.ts'
import { idOf, makePeople, type Person, pick, type Size, seasonOf } from './people.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The hours of which the trial draws one for each reminder. */
const TRIAL_HOURS = [8, 10, 12, 14, 16, 18, 20] as const
/** A streak of this many days or weeks is worth a reminder. */
const WORTH_KEEPING = 3
/** After so many days without an activity it is considered whether a friend's word would be welcome. */
const SILENT_DAYS = 14
const CHALLENGE_DAYS = 28
const PRODUCTS = 60
const BRANDS = 12
const SEGMENTS_OF_A_TOWN = 20

interface Gear {
  readonly id: string
  readonly kind: 'SHOES' | 'BIKE'
  readonly productId: string
  readonly limitMeters: number
  meters: number
  toldMeters: number
  revision: number
}

/** How an athlete stands on a day. */
interface State {
  readonly person: Person
  readonly index: number
  /** From 0, who has gone, to 1. */
  engagement: number
  isFading: boolean
  joinsOn: number
  lastOut: number
  /** Days in a row through `lastOut`, and weeks in a row through that of `lastOut`. */
  dayRun: number
  weekRun: number
  activities: number
  gears: number
  gear: Gear | null
  readonly followees: Set<number>
  readonly followers: Set<number>
  readonly clubs: Set<number>
  /** What others think of what the athlete does, of late: 0 to 1. */
  support: number
}

interface World {
  readonly random: Random
  readonly size: Size
  readonly states: readonly State[]
  readonly diary: Diary
  day: number
  readonly midnights: Map<string, number>
}

const weekOf = (day: number): number => Math.floor(day / 7)
const dateOf = ({ size }: World, day: number): string => addDays(size.firstDay, day)

/** The instant at which the clock of a person shows this hour of the present day; hours may have fractions. */
const instantOf = (world: World, { country: { timeZone } }: Person, hour: number): number => {
  const date = dateOf(world, world.day)
  const key = `${timeZone}:${date}`
  const midnight = world.midnights.get(key) ?? instantOfHour(date, 0, timeZone)
  world.midnights.set(key, midnight)
  return Math.round(midnight + hour * HOUR_MS)
}

const isHere = (world: World, { joinsOn }: State): boolean => world.day >= joinsOn
const stateOf = ({ states }: World, index: number): State => {
  const state = states[index]
  if (state === undefined) throw new Error(`there is no athlete ${index}`)
  return state
}

/** Something between -1 and 1, mostly near 0. */
const noise = (random: Random): number => random.next() + random.next() - 1

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

const follow = (world: World, follower: State, followee: State, at: number): void => {
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

const joinClub = (world: World, state: State, club: number, at: number): void => {
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

const neighbours = ({ states }: World, state: State): readonly State[] => {
  const first = Math.max(0, state.index - 25)
  return states.slice(first, state.index + 26)
}

/** What there was before the first day: clubs, products, and who follows whom. */
const begin = (world: World): void => {
  const { random, states, diary } = world
  const at = instantOfHour(world.size.firstDay, 1, 'UTC')
  for (let product = 0; product < PRODUCTS; product += 1)
    diary.add('product.created', null, { productId: idOf('prod', product), brandId: idOf('brand', product % BRANDS), at })
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

/** Gear is told of every 40 km, and replaced when it is worn. */
const wear = (world: World, state: State, meters: number, at: number): void => {
  const { random, diary } = world
  const { person } = state
  const isShoes = person.sport === 'RUN'
  if (state.gear === null) {
    state.gears += 1
    state.gear = {
      id: idOf('gear', `${state.index}x${state.gears}`),
      kind: isShoes ? 'SHOES' : 'BIKE',
      productId: idOf('prod', Math.floor(random.next() * PRODUCTS)),
      limitMeters: isShoes ? 600_000 + random.next() * 300_000 : 8_000_000,
      meters: 0,
      toldMeters: -40_000,
      revision: 0,
    }
  }
  const { gear } = state
  gear.meters += meters
  const isWorn = gear.meters > gear.limitMeters
  if (!isWorn && gear.meters - gear.toldMeters < 40_000) return
  gear.toldMeters = gear.meters
  gear.revision += 1
  diary.add('gear.changed', person.id, {
    gearId: gear.id,
    athleteId: person.id,
    revision: gear.revision,
    kind: gear.kind,
    productId: gear.productId,
    retireAtMeters: Math.round(gear.limitMeters),
    retired: isWorn,
    distanceMeters: Math.round(gear.meters),
    at,
  })
  if (isWorn) state.gear = null
}

/** What those who follow an athlete make of an activity. */
const react = (world: World, state: State, activityId: string, at: number): void => {
  const { random, diary } = world
  let kudos = 0
  for (const index of state.followers) {
    const follower = stateOf(world, index)
    if (follower.engagement < 0.15) continue
    const isNear = follower.person.community === state.person.community
    const likes = (0.05 + 0.35 * follower.person.sociality) * (isNear ? 1 : 0.5)
    if (random.next() >= likes) continue
    kudos += 1
    const subject = { subjectId: activityId, subjectOwnerId: state.person.id }
    const later = at + random.exponential(5 * HOUR_MS)
    diary.add('kudos.given', follower.person.id, { ...subject, athleteId: follower.person.id, at: Math.round(later) })
    if (random.next() < 0.06)
      diary.add('comment.added', follower.person.id, {
        commentId: idOf('cmt', `${activityId.slice(7)}x${index}`),
        ...subject,
        authorId: follower.person.id,
        mentionedIds: [],
        at: Math.round(later + 60_000),
      })
  }
  state.support = 0.9 * state.support + 0.1 * Math.min(1, kudos / 3)
}

const noteDay = (world: World, state: State): void => {
  const { day } = world
  if (state.lastOut === day) return
  state.dayRun = state.lastOut === day - 1 ? state.dayRun + 1 : 1
  const weeks = weekOf(day) - weekOf(state.lastOut)
  if (state.lastOut < 0 || weeks > 1) state.weekRun = 1
  else if (weeks === 1) state.weekRun += 1
  state.lastOut = day
}

/** Goes out at an hour of the present day. */
const goOut = (world: World, state: State, hour: number): void => {
  const { random, diary } = world
  const { person } = state
  noteDay(world, state)
  state.activities += 1
  const hours = (person.sport === 'RIDE' ? 1.6 : 0.8) * Math.exp(0.5 * noise(random))
  const speed = person.sport === 'RIDE' ? 24_000 : 10_000
  const [seconds, meters] = [Math.round(hours * 3600), Math.round(hours * speed)]
  const startedAtMs = instantOf(world, person, Math.min(hour, 23 - hours))
  const forgot = person.hasCar && random.next() < 0.01
  // Some recordings reach the platform the day after.
  const at = Math.round(startedAtMs + seconds * 1000 + (random.next() < 0.04 ? DAY_MS : 0) + random.exponential(0.3 * HOUR_MS))
  const activityId = idOf('act', `${state.index}x${state.activities}`)
  const isHidden = random.next() < person.hides
  const activity = {
    activityId,
    athleteId: person.id,
    deleted: false,
    visibility: isHidden ? ('ONLY_ME' as const) : person.isPrivate ? ('FOLLOWERS' as const) : ('EVERYONE' as const),
    name: 'Simulated',
    sport: person.sport,
    startedAtMs,
    timeZone: person.country.timeZone,
    distanceMeters: meters,
    elapsedSeconds: seconds + (forgot ? 1200 : 0),
    movingSeconds: seconds,
    elevationGainMeters: Math.round(meters / 100),
    isManual: !person.hasDevice,
    uploadId: null,
    gearId: state.gear?.id ?? null,
    ...(forgot ? { evidence: { fastestKilometerSeconds: 45, vehicleStarts: 1, trackKey: null } } : {}),
  }
  diary.add('activity.measured', person.id, { ...activity, revision: 1, at })
  // Some is corrected, and some is deleted.
  if (random.next() < 0.02)
    diary.add('activity.changed', person.id, { ...activity, revision: 2, deleted: random.next() < 0.3, at: at + HOUR_MS })
  diary.add('feed.item-recorded', null, {
    feedItemId: idOf('feed', activityId.slice(7)),
    athleteId: person.id,
    kind: 'ACTIVITY',
    isNews: true,
    at,
  })
  wear(world, state, meters, at)
  if (random.next() < 0.25)
    diary.add('effort.recorded', null, {
      activityId,
      athleteId: person.id,
      visibility: activity.visibility,
      isBackfilled: false,
      efforts: [
        {
          effortId: idOf('eff', activityId.slice(7)),
          revision: 1,
          deleted: false,
          segmentId: idOf('seg', person.town * SEGMENTS_OF_A_TOWN + Math.floor(random.next() * SEGMENTS_OF_A_TOWN)),
          startedAtMs: startedAtMs + 600_000,
          elapsedSeconds: 200 + Math.round(random.next() * 200),
          hidden: false,
          counts: true,
        },
      ],
      at,
    })
  if (!isHidden) react(world, state, activityId, at)
}

/** The streak that ends with this day unless something happens, as the platform counts it. */
const endingStreak = ({ day }: World, { dayRun, weekRun, lastOut }: State): { unit: 'DAYS' | 'WEEKS'; count: number } | null => {
  if (dayRun >= WORTH_KEEPING && lastOut === day - 1) return { unit: 'DAYS', count: dayRun }
  const isSunday = day % 7 === 6
  if (isSunday && weekRun >= WORTH_KEEPING && weekOf(lastOut) === weekOf(day) - 1) return { unit: 'WEEKS', count: weekRun }
  return null
}

/** How likely a reminder brings somebody out, by how long before the usual hour it comes: shortly before works, and after it nearly nothing does. */
const worksAt = (reminderHour: number, usualHour: number): number => {
  const ahead = usualHour - reminderHour
  if (ahead < -0.5) return 0.05
  if (ahead <= 2.5) return 0.5
  return ahead <= 5 ? 0.25 : 0.1
}

/** The hour at which an athlete goes out on the present day, with all reminders; null for a day at home. */
const hourOut = (world: World, state: State): number | null => {
  const { random, day, diary } = world
  const { person } = state
  const isWeekend = day % 7 >= 5
  const month = new Date(dateOf(world, day)).getUTCMonth()
  const ending = endingStreak(world, state)
  const wish = ((person.rate / 7) * seasonOf(person, month) * state.engagement * (isWeekend ? 1.4 : 0.84)) / (ending ? 0.8 : 1)
  const usual = isWeekend ? person.habit.weekend : random.next() < 0.75 ? person.habit.first : person.habit.second
  const hour = usual + 0.8 * noise(random)
  const isPlanned = random.next() < Math.min(0.9, wish)
  const isEarly = isPlanned && hour < 8
  if (ending === null || isEarly || state.engagement < 0.1) return isPlanned ? hour : null
  const reminderHour = pick(random, TRIAL_HOURS)
  const planned = {
    athleteId: person.id,
    day: dateOf(world, day),
    ...ending,
    hour: reminderHour,
    modelVersion: null,
    chance: null,
  }
  diary.add('reminder.planned', null, { ...planned, at: instantOf(world, person, 8) })
  if (isPlanned && hour < reminderHour) return hour
  const { unit, count } = ending
  const at = instantOf(world, person, reminderHour) + 10_000
  diary.add('streak.at-risk', null, { athleteId: person.id, unit, count, day: planned.day, at })
  if (isPlanned) return hour
  return random.next() < worksAt(reminderHour, usual) ? Math.max(hour, reminderHour + 0.7) : null
}

const isFriend = (world: World, state: State, index: number): boolean =>
  state.followees.has(index) && stateOf(world, index).engagement > 0.3

/** Two weeks without an activity: in the trial, half of these athletes hear from a friend. */
const considerNudge = (world: World, state: State): void => {
  const { random, diary, day } = world
  const { person } = state
  if (state.lastOut < 0 || day - state.lastOut !== SILENT_DAYS) return
  const at = instantOf(world, person, 10)
  const lastDay = dateOf(world, state.lastOut)
  const chances = { modelVersion: null, chanceAlone: null, chanceNudged: null }
  diary.add('nudge.considered', null, { athleteId: person.id, lastDay, isWanted: true, ...chances, at })
  const friends = [...state.followers].filter((index) => isFriend(world, state, index))
  if (friends.length === 0 || random.next() < 0.5) return
  const friend = stateOf(world, pick(random, friends))
  diary.add('cheer.given', friend.person.id, {
    cheerId: idOf('cheer', `${state.index}x${day}`),
    athleteId: friend.person.id,
    toAthleteIds: [person.id],
    message: 'Simulated',
    at: at + Math.round((1 + 30 * random.next()) * HOUR_MS),
  })
  // Who was out often has stopped for a reason, and may be won back; who is out rarely just was not yet.
  if (random.next() < person.glad * Math.min(1, person.rate / 3)) {
    state.engagement = Math.max(state.engagement, 0.9)
    state.isFading = false
  }
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
const findFriend = (world: World, state: State): void => {
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

/** Looks at a product: what is liked by many, of a brand looked at before, and shoes when the own ones are worn. */
const shop = (world: World, state: State): void => {
  const { random, diary } = world
  const isWorn = state.gear !== null && state.gear.kind === 'SHOES' && state.gear.meters > 0.8 * state.gear.limitMeters
  if (random.next() > (isWorn ? 0.3 : 0.05)) return
  const favourite = state.index % BRANDS
  const product =
    random.next() < 0.4
      ? favourite + BRANDS * Math.floor((random.next() ** 2 * PRODUCTS) / BRANDS)
      : Math.floor(random.next() ** 2 * PRODUCTS)
  diary.add('product.clicked', state.person.id, {
    productId: idOf('prod', product),
    brandId: idOf('brand', product % BRANDS),
    athleteId: state.person.id,
    clickId: idOf('click', `${state.index}x${world.day}`),
    at: instantOf(world, state.person, 12 + 8 * random.next()),
  })
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

const newState = (random: Random, person: Person, index: number, { days }: Size): State => ({
  person,
  index,
  engagement: 1,
  isFading: false,
  joinsOn: person.isEarly ? 0 : 1 + Math.floor(random.next() * days),
  lastOut: -1,
  dayRun: 0,
  weekRun: 0,
  activities: 0,
  gears: 0,
  gear: null,
  followees: new Set(),
  followers: new Set(),
  clubs: new Set(),
  support: 0.3,
})

/**
 * Plays a population, day by day, and yields what has happened. Friendships come in communities and grow by friends of friends; activities follow habits,
 * seasons and streaks; who gets nothing for them leaves. Reminders come at hours that are drawn, and half of those who have stopped hear from a friend:
 * without such trials nothing could be learned of either. The same size makes the same events.
 */
export function* playPopulation(size: Size): Generator<readonly Happened[]> {
  const random = randomOf(size.seed)
  const people = makePeople(random, size)
  const states = people.map((person, index) => newState(random, person, index, size))
  const world: World = { random, size, states, diary: openDiary(), day: 0, midnights: new Map() }
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
