import type { EventData } from '@gruppetto/events'
import { addDays, instantOfHour } from '@gruppetto/graph'
import type { AccountRow } from '@gruppetto/relations'
import { SYSTEM, type Tx } from '@gruppetto/runtime'
import { compareWeeks, nextDigestAt, sumsOfDigest, weekAt } from '../domain/digest.ts'
import type { Services } from '../services.ts'
import { readProgress } from './personal-goals.ts'

const CLUBS_READ = 50
const MOST_EVENTS = 5
const EVENTS_WITHIN_MS = 7 * 24 * 3_600_000

/**
 * Notes when an account's next digest is due, at its first event and at every change of its time zone. Who has just come gets the first one on the next
 * Monday, also on a Monday. A closed account has none.
 */
export const scheduleDigest = async ({ runtime, stores }: Services, account: AccountRow, tx: Tx): Promise<void> => {
  if (account.deleted) return stores.digests.remove(account._id, tx)
  const known = await stores.digests.get(account._id, tx)
  const week = known === null ? weekAt(runtime.now(), account.timeZone) : known.week
  await stores.digests.put({ _id: account._id, week, lookAt: nextDigestAt(week, runtime.now(), account.timeZone) }, tx)
}

/** Reads the goals as they stood at the end of the week before `week`. */
const readGoalsBefore = async (services: Services, { _id, timeZone }: AccountRow, week: string) => {
  const row = await services.stores.personalGoals.get(_id)
  if (row.goals.length === 0) return []
  const sundayMs = instantOfHour(addDays(week, -1), 12, timeZone)
  const goals = await readProgress(services, row, sundayMs, timeZone)
  return goals.map(({ metric, period, sports, target, progress }) => ({ metric, period, sports: [...sports], target, progress }))
}

/** Reads the next events of the athlete's clubs. Members see all events of their club. */
const readEvents = async ({ runtime, stores }: Services, athleteId: string): Promise<EventData<'digest.prepared'>['events']> => {
  const memberships = await stores.memberships.ofAthleteBy(athleteId, 'ACTIVE', null, CLUBS_READ)
  const [from, before] = [new Date(runtime.now()), new Date(runtime.now() + EVENTS_WITHIN_MS)]
  const clubIds = memberships.map(({ clubId }) => clubId)
  const events = await stores.occurrences.beginning(clubIds, from, before, MOST_EVENTS)
  const clubs = await stores.clubs.many(events.map(({ clubId }) => clubId))
  return events.flatMap(({ eventId, clubId, title, startsAt }) => {
    const club = clubs.get(clubId)
    return club === undefined ? [] : [{ clubEventId: eventId, title, clubName: club.name, startsAtMs: startsAt.getTime() }]
  })
}

/**
 * Prepares the digest of one athlete, if it is still due. Needs at most ten reads and one for each goal for active days, however much the athlete has done. The event
 * commits with the mark of the week, so it is emitted once for each week, in whatever zone and by however many processes.
 */
export const prepareDigest = async (services: Services, athleteId: string): Promise<void> => {
  const { database, runtime, stores } = services
  const account = await stores.relations.accounts.get(athleteId)
  const nowMs = runtime.now()
  if (account === null || account.deleted) {
    await database.transact((tx) => stores.digests.remove(athleteId, tx), SYSTEM)
    return
  }
  const week = weekAt(nowMs, account.timeZone)
  const [sums, goals, events] = await Promise.all([
    stores.periodSums.many(sumsOfDigest(athleteId, week)),
    readGoalsBefore(services, account, week),
    readEvents(services, athleteId),
  ])
  const facts = { ...compareWeeks(athleteId, week, sums), goals, events }
  await database.transact(async (tx) => {
    const row = await stores.digests.get(athleteId, tx)
    if (row === null || row.lookAt.getTime() > nowMs) return
    // Due, but too late or prepared in another zone: it is only put off.
    const isDue = nextDigestAt(row.week, nowMs, account.timeZone).getTime() <= nowMs
    const done = isDue ? week : row.week
    await stores.digests.put({ _id: athleteId, week: done, lookAt: nextDigestAt(done, nowMs, account.timeZone) }, tx)
    if (isDue) tx.emit('digest.prepared', { athleteId, week, ...facts, at: nowMs })
  }, SYSTEM)
}
