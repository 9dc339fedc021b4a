import { once } from 'node:events'
import { newId } from '@gruppetto/graph'
import { startProgram, testEnvironment } from '@gruppetto/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeClub, type Person, type World } from './world.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const CREATE = 'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }'
const UPDATE = 'mutation ($id: ID!, $input: ClubEventInput!) { updateClubEvent(id: $id, input: $input) { id } }'
const CANCEL = 'mutation ($id: ID!) { cancelClubEvent(id: $id, reason: "Ice") { id } }'
const RSVP = 'mutation ($id: ID!, $answer: Rsvp!) { rsvp(eventId: $id, answer: $answer) { id } }'
const JOIN = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'

/** Tests of what is told about events, in the same world as the tests of clubs. */
export const eventNotices = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  beforeAll(async () => {
    world = worldOf()
    owner = await world.athlete()
  })

  const at = (hours: number) => new Date(world.now() + hours * HOUR_MS).toISOString()
  const inputOf = (clubId: string, more: object = {}) => ({
    clubId,
    title: 'Turbo Tuesday',
    startsAt: at(48),
    timeZone: 'Europe/Zurich',
    place: 'Station',
    ...more,
  })
  const makeEvent = async (clubId: string, more: object = {}): Promise<string> => {
    const input = inputOf(clubId, more)
    const { id } = (await owner.ask(CREATE, { input })).createClubEvent
    await world.settle()
    return id
  }
  const memberships = () => world.subgraph.opened.database.connection.collection('memberships')
  /** Makes a club of the owner and as many others. */
  const clubOf = async (count: number) => {
    const clubId = await makeClub(owner)
    const [row] = await memberships().find({ clubId }).toArray()
    const ids = Array.from({ length: count }, () => newId('Athlete')).toSorted()
    const rows = ids.map((athleteId) => ({ ...row, _id: `${clubId}:${athleteId}` as never, athleteId, role: 'MEMBER' }))
    if (rows.length > 0) await memberships().insertMany(rows)
    return { clubId, ids }
  }
  const told = (clubEventId: string) => world.events('club-event.notice-due', { clubEventId })
  /** Tells what is due, in three processes at once. */
  const tell = async () => {
    for (const job of ['clubs-watch-event-dates', 'clubs-tell-of-events'])
      await Promise.all([world.run(job), world.run(job), world.run(job)])
    await world.settle()
  }
  const pass = async (ms: number) => {
    world.advance(ms)
    await tell()
  }
  /** Makes a club whose members answer to an event in these ways. */
  const answered = async (answers: readonly string[], more: object = {}) => {
    const clubId = await makeClub(owner)
    const people = await Promise.all(answers.map(() => world.athlete()))
    await world.settle()
    for (const person of people) await person.ask(JOIN, { id: clubId })
    const input = inputOf(clubId, more)
    const { id } = (await owner.ask(CREATE, { input })).createClubEvent
    for (const [index, person] of people.entries()) await person.ask(RSVP, { id, answer: answers[index] })
    await world.settle()
    await pass(3 * MINUTE_MS)
    const [first = owner] = people
    return { id, clubId, first, people: people.map((person) => person.id), input }
  }
  const toldTo = (clubEventId: string, kind: string) =>
    told(clubEventId)
      .filter((notice) => notice.kind === kind)
      .map(({ athleteIds, startsAtMs, cancelled, before }) => ({
        athleteIds: athleteIds.toSorted(),
        startsAtMs,
        cancelled,
        before,
      }))

  describe('a new event', () => {
    it('is told to each other member once, in pages, by however many processes', async () => {
      const { clubId, ids } = await clubOf(450)
      const id = await makeEvent(clubId)
      await tell()
      // It can still be corrected.
      expect(told(id)).toEqual([])
      world.advance(2 * MINUTE_MS)
      await tell()
      await tell()
      expect(told(id)[0]).toMatchObject({ kind: 'SCHEDULED', clubId, place: 'Station', before: null })
      const pages = told(id).map(({ athleteIds }) => athleteIds)
      expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(200)
      expect(pages.flat().toSorted()).toEqual(ids)
    })

    it('is told to each once when a process is killed between two pages', async () => {
      const { clubId, ids } = await clubOf(450)
      const id = await makeEvent(clubId)
      // The other process has the clock of the machine.
      const notices = world.subgraph.opened.database.connection.collection('event_notices')
      await notices.updateOne({ clubEventId: id }, { $set: { dueAt: new Date(0) } })
      const { namespace, dataDir } = world.runtime.config
      const crash = { JOB: 'clubs-tell-of-events', CRASH_AT: 'clubs-tell-of-events:page' }
      const env = { ...process.env, ...testEnvironment(namespace, dataDir), ...crash }
      const child = startProgram(new URL('./job-process.ts', import.meta.url), { env, stdio: 'ignore' })
      expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
      expect(await notices.countDocuments({ clubEventId: id, afterId: { $ne: '' } })).toBe(1)
      await tell()
      const all = told(id).flatMap(({ athleteIds }) => athleteIds)
      expect(all).toHaveLength(ids.length)
      expect(all.toSorted()).toEqual(ids)
    })

    it('is told to nobody when it was cancelled at once, or its club is empty or very large', async () => {
      const { clubId } = await clubOf(1)
      const cancelled = await makeEvent(clubId)
      await owner.ask(CANCEL, { id: cancelled })
      const left = await makeEvent(await makeClub(owner))
      const large = await clubOf(1)
      const clubs = world.subgraph.opened.database.connection.collection('clubs')
      await clubs.updateOne({ _id: large.clubId as never }, { $set: { memberCount: 2_001 } })
      const inLarge = await makeEvent(large.clubId)
      world.advance(2 * MINUTE_MS)
      await tell()
      // Nobody but the owner is in the other club.
      for (const id of [cancelled, left, inLarge]) expect(told(id)).toEqual([])
      const waiting = world.subgraph.opened.database.connection.collection('event_notices')
      expect(await waiting.countDocuments({ clubEventId: { $in: [cancelled, left, inLarge] } })).toBe(0)
    })
  })

  describe('a new series', () => {
    const ONE = `mutation ($id: ID!, $input: ClubEventInput!, $date: DateTime!) {
      updateClubEvent(id: $id, input: $input, occurrence: $date, scope: ONE) { id } }`
    const CANCEL_ONE = 'mutation ($id: ID!, $date: DateTime!) { cancelClubEvent(id: $id, occurrence: $date, scope: ONE) { id } }'
    const newSeries = async () => {
      const { clubId, ids } = await clubOf(2)
      const startsAt = new Date(Math.floor(Date.parse(at(48)) / 1000) * 1000).toISOString()
      const input = inputOf(clubId, { startsAt, timeZone: 'UTC' })
      const id = await makeEvent(clubId, { ...input, recurrence: 'FREQ=WEEKLY;COUNT=3' })
      return { id, ids, input, first: Date.parse(startsAt) }
    }

    it('is told by its next date: moved before that, by its old name and its new time', async () => {
      const { id, ids, input, first } = await newSeries()
      const later = new Date(first + 2 * HOUR_MS).toISOString()
      await owner.ask(ONE, { id, date: input.startsAt, input: { ...input, startsAt: later, place: 'Café' } })
      await world.settle()
      await pass(3 * MINUTE_MS)
      expect(told(id)).toMatchObject([
        { kind: 'SCHEDULED', athleteIds: ids, originalStartsAtMs: first, startsAtMs: first + 2 * HOUR_MS, place: 'Café' },
      ])
    })

    it('is told by the date after one that does not take place', async () => {
      const { id, ids, input, first } = await newSeries()
      await owner.ask(CANCEL_ONE, { id, date: input.startsAt })
      await world.settle()
      await pass(3 * MINUTE_MS)
      const second = first + 7 * 24 * HOUR_MS
      expect(told(id)).toMatchObject([{ kind: 'SCHEDULED', athleteIds: ids, originalStartsAtMs: second, startsAtMs: second }])
    })
  })

  describe('a changed event', () => {
    it('is told once to those who have answered, after a burst of changes', async () => {
      const { id, clubId, people, input } = await answered(['GOING', 'MAYBE', 'NOT_GOING', 'GOING'], { capacity: 1 })
      for (const hours of [50, 51, 52]) {
        const later = { ...input, startsAt: at(hours), place: 'Café' }
        await owner.ask(UPDATE, { id, input: inputOf(clubId, later) })
        await world.settle()
        await pass(MINUTE_MS)
      }
      expect(toldTo(id, 'CHANGED')).toEqual([])
      await pass(2 * MINUTE_MS)
      await pass(20 * MINUTE_MS)
      const before = { startsAtMs: Date.parse(input.startsAt), place: 'Station', cancelled: false }
      // The last one waits for a place; the third does not come.
      const athleteIds = [people[0], people[1], people[3]].toSorted()
      expect(toldTo(id, 'CHANGED')).toMatchObject([{ athleteIds, cancelled: false, before }])
      await owner.ask(CANCEL, { id })
      await world.settle()
      await pass(2 * MINUTE_MS)
      expect(toldTo(id, 'CHANGED')[1]).toMatchObject({ athleteIds, cancelled: true, before: { place: 'Café' } })
      expect(told(id).at(-1)?.cancelReason).toBe('Ice')
    })

    it('is not told when only its text has changed, or the change was taken back', async () => {
      const { id, clubId, input } = await answered(['GOING'])
      for (const more of [{ title: 'Another name' }, { place: 'Café' }, {}]) {
        await owner.ask(UPDATE, { id, input: inputOf(clubId, { ...input, ...more }) })
        await world.settle()
      }
      await pass(20 * MINUTE_MS)
      expect(toldTo(id, 'CHANGED')).toEqual([])
    })
  })

  describe('the events of a club that is deleted', () => {
    const DELETE = 'mutation ($id: ID!) { deleteClub(id: $id) }'
    const LEAVE = 'mutation ($id: ID!) { leaveClub(id: $id) { id } }'

    it('are cancelled, and told once to those who have answered, though a change was about to be told', async () => {
      const answers = ['GOING', 'MAYBE', 'NOT_GOING', 'GOING']
      const { id, clubId, people, input } = await answered(answers, { capacity: 2, recurrence: 'FREQ=WEEKLY;COUNT=3' })
      await owner.ask(RSVP, { id, answer: 'MAYBE' })
      const left = await world.athlete()
      await world.settle()
      await left.ask(JOIN, { id: clubId })
      await left.ask(RSVP, { id, answer: 'GOING' })
      await world.settle()
      await left.ask(LEAVE, { id: clubId })
      await owner.ask(UPDATE, { id, input: { ...input, place: 'Café' } })
      await world.settle()
      await owner.ask(DELETE, { id: clubId })
      for (let times = 0; times < 3; times += 1) await Promise.all([world.settle(), world.run('clubs-tell-of-events')])
      const [notice, ...others] = told(id).filter(({ kind }) => kind === 'CHANGED')
      const startsAtMs = Math.floor(Date.parse(input.startsAt) / 1000) * 1000
      expect(others).toEqual([])
      expect(notice).toMatchObject({
        title: 'Turbo Tuesday',
        cancelled: true,
        cancelReason: null,
        originalStartsAtMs: startsAtMs,
        before: { cancelled: false, startsAtMs },
        otherDates: 2,
      })
      expect(notice?.athleteIds.toSorted()).toEqual([people[0], people[1], people[3]].toSorted())
      await pass(20 * MINUTE_MS)
      await pass(48 * HOUR_MS)
      expect(told(id).filter(({ kind }) => kind !== 'SCHEDULED' && kind !== 'PLACE')).toHaveLength(1)
    })

    it('are told in pages before the memberships end', async () => {
      const { id, clubId } = await answered(['GOING'])
      const { connection } = world.subgraph.opened.database
      const [row] = await connection.collection('rsvps').find({ eventId: id }).toArray()
      const [member] = await memberships().find({ clubId, athleteId: row?.athleteId }).toArray()
      const ids = Array.from({ length: 450 }, () => newId('Athlete'))
      const of = (athleteId: string, prefix: string) => ({ _id: `${prefix}:${athleteId}` as never, athleteId, clubId })
      await connection.collection('rsvps').insertMany(ids.map((athleteId) => ({ ...row, ...of(athleteId, row?.occurrenceId) })))
      await memberships().insertMany(ids.map((athleteId) => ({ ...member, ...of(athleteId, clubId) })))
      const notices = connection.collection('event_notices')
      await owner.ask(DELETE, { id: clubId })
      await world.settle()
      const pages = told(id).filter(({ kind }) => kind === 'CHANGED')
      expect(pages.map(({ athleteIds }) => athleteIds.length).toSorted()).toEqual([200, 200, 51])
      expect(new Set(pages.flatMap(({ athleteIds }) => athleteIds))).toEqual(new Set([...ids, row?.athleteId]))
      expect(await notices.countDocuments({ clubId })).toBe(0)
      expect(await memberships().countDocuments({ clubId, status: 'ACTIVE' })).toBe(0)
    })
  })

  it('a place that becomes free is told to who gets it', async () => {
    const { id, people, first } = await answered(['GOING', 'GOING'], { capacity: 1 })
    await first.ask(RSVP, { id, answer: 'NOT_GOING' })
    await world.settle()
    expect(told(id).filter(({ kind }) => kind === 'PLACE')).toMatchObject([{ athleteIds: [people[1]], place: 'Station' }])
  })

  describe('a reminder', () => {
    it('comes a day and an hour before to those who come or may come, once', async () => {
      const { id, people } = await answered(['GOING', 'MAYBE', 'NOT_GOING', 'GOING'], { capacity: 1 })
      await pass(23 * HOUR_MS)
      expect(toldTo(id, 'REMINDER')).toEqual([])
      await pass(HOUR_MS)
      const both = people.slice(0, 2).toSorted()
      expect(toldTo(id, 'REMINDER').map(({ athleteIds }) => athleteIds)).toEqual([both])
      await pass(22.5 * HOUR_MS)
      expect(toldTo(id, 'REMINDER')).toHaveLength(1)
      await pass(HOUR_MS)
      expect(toldTo(id, 'REMINDER').map(({ athleteIds }) => athleteIds)).toEqual([both, both])
      await pass(HOUR_MS)
      await pass(24 * HOUR_MS)
      expect(toldTo(id, 'REMINDER')).toHaveLength(2)
    })

    it('follows an event that is moved, and does not come for one that is cancelled', async () => {
      const { id, clubId, input } = await answered(['GOING'])
      await pass(24 * HOUR_MS)
      await owner.ask(UPDATE, { id, input: inputOf(clubId, { ...input, startsAt: at(40) }) })
      await world.settle()
      await pass(15 * HOUR_MS)
      expect(toldTo(id, 'REMINDER')).toHaveLength(1)
      await pass(24.5 * HOUR_MS)
      expect(toldTo(id, 'REMINDER')).toHaveLength(2)

      const cancelled = (await answered(['GOING'])).id
      await pass(23.5 * HOUR_MS)
      await owner.ask(CANCEL, { id: cancelled })
      await world.settle()
      await pass(HOUR_MS)
      await pass(23 * HOUR_MS)
      expect(toldTo(cancelled, 'REMINDER')).toEqual([])
    })

    it('reaches each of many who have answered', async () => {
      const { id, clubId } = await answered(['GOING'])
      const { connection } = world.subgraph.opened.database
      const [row] = await connection.collection('rsvps').find({ eventId: id }).toArray()
      const ids = Array.from({ length: 450 }, () => newId('Athlete'))
      const rows = ids.map((athleteId) => ({ ...row, _id: `${row?.occurrenceId}:${athleteId}` as never, athleteId, clubId }))
      await connection.collection('rsvps').insertMany(rows)
      await pass(24 * HOUR_MS)
      const reminded = toldTo(id, 'REMINDER').map(({ athleteIds }) => athleteIds)
      expect(reminded.map((page) => page.length).toSorted()).toEqual([200, 200, 51])
      expect(new Set(reminded.flat())).toEqual(new Set([...ids, row?.athleteId]))
    })
  })
}
