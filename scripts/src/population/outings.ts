import { wear } from './gear.ts'
import { idOf } from './people.ts'
import { DAY_MS, HOUR_MS, instantOf, noise, type State, stateOf, type World, weekOf } from './world.ts'

const SEGMENTS_OF_A_TOWN = 20

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
export const goOut = (world: World, state: State, hour: number): void => {
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
