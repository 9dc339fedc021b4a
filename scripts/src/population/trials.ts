import { idOf, pick, seasonOf } from './people.ts'
import { dateOf, HOUR_MS, instantOf, noise, SILENT_DAYS, type State, stateOf, type World, weekOf } from './world.ts'

/** The hours of which the trial draws one for each reminder. */
const TRIAL_HOURS = [8, 10, 12, 14, 16, 18, 20] as const
/** A streak of this many days or weeks is worth a reminder. */
const WORTH_KEEPING = 3

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
export const hourOut = (world: World, state: State): number | null => {
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
export const considerNudge = (world: World, state: State): void => {
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
