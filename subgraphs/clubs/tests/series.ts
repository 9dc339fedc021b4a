import { wallClockMs } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeClub, type Person, type World } from './world.ts'

const DAY_MS = 24 * 3_600_000
const DATES = 'originalStartsAt startsAt endsAt title place status'
const EVENT = `id title startsAt recurrence status occurrences(first: 100, from: $from) { edges { node { ${DATES} } } }`
const CREATE = `mutation ($input: ClubEventInput!, $from: DateTime) { createClubEvent(input: $input) { ${EVENT} } }`
const UPDATE = `mutation ($id: ID!, $input: ClubEventInput!, $occurrence: DateTime, $scope: SeriesScope, $from: DateTime) {
  updateClubEvent(id: $id, input: $input, occurrence: $occurrence, scope: $scope) { ${EVENT} } }`
const CANCEL = `mutation ($id: ID!, $occurrence: DateTime, $scope: SeriesScope, $from: DateTime) {
  cancelClubEvent(id: $id, occurrence: $occurrence, scope: $scope, reason: "Ice") { ${EVENT} } }`
const RESTORE = `mutation ($id: ID!, $occurrence: DateTime, $from: DateTime) { restoreClubEvent(id: $id, occurrence: $occurrence) { ${EVENT} } }`
const LOOK = `query ($id: ID!, $from: DateTime) { clubEvent(id: $id) { ${EVENT} } }`

const signal = () => {
  let give: () => void = () => undefined
  const come = new Promise<void>((resolve) => {
    give = resolve
  })
  return { come, give: () => give() }
}

interface Shown {
  readonly originalStartsAt: string
  readonly startsAt: string
  readonly title: string
  readonly place: string | null
  readonly status: string
}

/** Tests of series, in the same world as the tests of clubs. */
export const series = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let member: Person
  let clubId: string
  beforeAll(async () => {
    world = worldOf()
    ;[owner, member] = [await world.athlete(), await world.athlete()]
    clubId = await makeClub(owner)
  })

  const shownOf = (event: { occurrences: { edges: { node: Shown }[] } | null }): readonly Shown[] =>
    (event.occurrences?.edges ?? []).map(({ node }) => node)
  const inputOf = (more: object = {}) => ({
    clubId,
    title: 'Morning ride',
    // In whole seconds, as those of a series.
    startsAt: new Date(Math.ceil(world.now() / DAY_MS) * DAY_MS + 2 * DAY_MS + 6 * 3_600_000).toISOString(),
    timeZone: 'Europe/Zurich',
    recurrence: 'FREQ=WEEKLY;COUNT=5',
    ...more,
  })
  const make = async (more: object = {}) => {
    const input = inputOf(more)
    const { createClubEvent } = await owner.ask(CREATE, { input })
    return { id: createClubEvent.id as string, input, dates: shownOf(createClubEvent) }
  }
  const look = async (id: string, from?: string) => shownOf((await member.ask(LOOK, { id, from })).clubEvent)
  const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()

  /** Does something while somebody's answer to some dates is under way, and does not end before. */
  const whileAnswered = async (dates: { eventId: string; originalStartsAt?: Date }, work: () => Promise<void>) => {
    const { database } = world.subgraph.opened
    const [begun, finished] = [signal(), signal()]
    const answering = database.transact(async ({ session }) => {
      const occurrences = database.connection.collection('occurrences')
      await occurrences.updateOne(dates, { $inc: { changesOfAnswers: 1 } }, { session })
      begun.give()
      await finished.come
    }, SYSTEM)
    await begun.come
    try {
      await work()
    } finally {
      finished.give()
      await answering
    }
  }
  /** Writes the edits of dates that were left behind. */
  const writeLeft = async () => {
    world.advance(60_000)
    await world.run('clubs-write-dates')
    await world.settle()
  }
  /** How often each date of an event was told in a revision after its first, by its name. */
  const toldChanges = (id: string) => {
    const told = world.events('club-event.occurrence-changed', { clubEventId: id }).filter(({ revision }) => revision > 1)
    const counts = new Map<string, number>()
    for (const { originalStartsAtMs } of told) {
      const name = new Date(originalStartsAtMs).toISOString()
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return counts
  }

  describe('a series', () => {
    it('has its dates at the same time on the clock for a year ahead, and more of them as time passes', async () => {
      const { id, dates } = await make({ recurrence: 'FREQ=MONTHLY', title: 'Monthly ride' })
      expect(dates.length).toBeGreaterThanOrEqual(11)
      const clocks = dates.map(({ startsAt }) => wallClockMs(Date.parse(startsAt), 'Europe/Zurich') % DAY_MS)
      expect(new Set(clocks).size).toBe(1)
      const last = dates.at(-1)?.startsAt ?? ''
      world.advance(60 * DAY_MS)
      await world.run('clubs-make-occurrences')
      const after = await look(id)
      expect(after.filter(({ startsAt }) => startsAt > last).length).toBeGreaterThanOrEqual(1)
      expect(after[0]?.startsAt).toBe(dates.find(({ startsAt }) => Date.parse(startsAt) > world.now() - DAY_MS / 2)?.startsAt)
      await world.run('clubs-make-occurrences')
      expect(await look(id)).toEqual(after)
    })

    it('has one date changed, which later changes of the series leave as it is', async () => {
      const { id, input, dates } = await make()
      const occurrence = dates[1]?.originalStartsAt ?? ''
      const one = { ...input, startsAt: later(occurrence, DAY_MS), place: 'By the lake' }
      const changed = await owner.ask(UPDATE, { id, input: one, occurrence, scope: 'ONE' })
      expect(changed.updateClubEvent.title).toBe('Morning ride')
      const all = { ...input, title: 'Dawn ride', place: 'Town hall', startsAt: later(input.startsAt, 3_600_000) }
      const after = shownOf((await owner.ask(UPDATE, { id, input: all })).updateClubEvent)
      expect(after.map(({ originalStartsAt }) => originalStartsAt)).toEqual(dates.map(({ originalStartsAt }) => originalStartsAt))
      expect(after.map(({ title }) => title)).toEqual(Array(5).fill('Dawn ride'))
      expect(after.map(({ place }) => place)).toEqual(['Town hall', 'By the lake', 'Town hall', 'Town hall', 'Town hall'])
      expect(after.map(({ startsAt }, index) => Date.parse(startsAt) - Date.parse(dates[index]?.startsAt ?? ''))).toEqual(
        [1, 24, 1, 1, 1].map((hours) => hours * 3_600_000),
      )
    })

    it('goes on by another rule from a date on, and its dates keep their names', async () => {
      const { id, input, dates } = await make()
      const occurrence = dates[2]?.originalStartsAt ?? ''
      // From the third on a day later, and one more.
      const following = { ...input, title: 'Late ride', startsAt: later(occurrence, DAY_MS), recurrence: 'FREQ=WEEKLY;COUNT=4' }
      const { updateClubEvent } = await owner.ask(UPDATE, { id, input: following, occurrence, scope: 'FOLLOWING' })
      const after = shownOf(updateClubEvent)
      expect(after.map(({ title }) => title)).toEqual(['Morning ride', 'Morning ride', ...Array(4).fill('Late ride')])
      expect(after.slice(0, 5).map(({ originalStartsAt }) => originalStartsAt)).toEqual(
        dates.map(({ originalStartsAt }) => originalStartsAt),
      )
      expect(updateClubEvent.startsAt).toBe(following.startsAt)
      await world.settle()
      const told = world.events('club-event.occurrence-changed', { clubEventId: id })
      expect(told.filter(({ revision }) => revision === 1)).toHaveLength(6)
      expect(told.filter(({ revision }) => revision === 2)).toHaveLength(3)
    })

    it('has dates taken out that a new rule does not name, with those who were told', async () => {
      const { id, input, dates } = await make({ recurrence: 'FREQ=WEEKLY;COUNT=3' })
      const after = shownOf(
        (await owner.ask(UPDATE, { id, input: { ...input, recurrence: 'FREQ=WEEKLY;COUNT=2' } })).updateClubEvent,
      )
      expect(after).toHaveLength(2)
      await world.settle()
      const lastMs = Date.parse(dates[2]?.originalStartsAt ?? '')
      expect(
        world.events('club-event.occurrence-changed', { clubEventId: id, originalStartsAtMs: lastMs, revision: 2 }),
      ).toMatchObject([{ cancelled: true }])
      const again = shownOf((await owner.ask(UPDATE, { id, input })).updateClubEvent)
      expect(again.map(({ originalStartsAt }) => originalStartsAt)).toEqual(dates.map(({ originalStartsAt }) => originalStartsAt))
    })

    it('is cancelled by one date, from a date on, and whole; and each is taken back', async () => {
      const { id, dates } = await make()
      const [, second, third, fourth] = dates.map(({ originalStartsAt }) => originalStartsAt)
      const statuses = (event: { occurrences: { edges: { node: Shown }[] } }) =>
        shownOf(event)
          .map(({ status }) => status[0])
          .join('')
      const cancel = async (more: object) => statuses((await owner.ask(CANCEL, { id, ...more })).cancelClubEvent)
      const restore = async (more: object = {}) => statuses((await owner.ask(RESTORE, { id, ...more })).restoreClubEvent)
      expect(await cancel({ occurrence: second, scope: 'ONE' })).toBe('SCSSS')
      expect(await cancel({ occurrence: second, scope: 'ONE' })).toBe('SCSSS')
      expect(await cancel({ occurrence: third, scope: 'FOLLOWING' })).toBe('SCCCC')
      expect(await restore({ occurrence: fourth })).toBe('SCCSC')
      expect(await restore()).toBe('SCSSS')
      expect(await cancel({})).toBe('CCCCC')
      expect(await owner.codes(RESTORE, { id, occurrence: second })).toEqual(['CONFLICT'])
      expect(await owner.codes(UPDATE, { id, input: inputOf() })).toEqual(['CONFLICT'])
      expect(await restore()).toBe('SCSSS')
      expect(await restore({ occurrence: second })).toBe('SSSSS')
      expect(await restore()).toBe('SSSSS')
    })

    it('is changed and cancelled while an answer to one of its dates is under way, and each date is told once', async () => {
      const { id, input, dates } = await make()
      await world.settle()
      const names = dates.map(({ originalStartsAt }) => originalStartsAt)
      const busy = { eventId: id, originalStartsAt: new Date(names[2] ?? '') }
      await whileAnswered(busy, async () => {
        expect((await owner.ask(UPDATE, { id, input: { ...input, title: 'Dawn ride' } })).updateClubEvent).toMatchObject({
          title: 'Dawn ride',
        })
      })
      await world.settle()
      await Promise.all([world.run('clubs-write-dates'), writeLeft()])
      expect(toldChanges(id)).toEqual(new Map(names.map((name) => [name, 1])))
      expect((await look(id)).map(({ title }) => title)).toEqual(Array(5).fill('Dawn ride'))
      await whileAnswered(busy, async () => {
        expect((await owner.ask(CANCEL, { id })).cancelClubEvent.status).toBe('CANCELLED')
        // Restored before a date has heard of it, and cancelled again.
        await owner.ask(RESTORE, { id })
        await owner.ask(CANCEL, { id, occurrence: names[1], scope: 'FOLLOWING' })
      })
      await writeLeft()
      expect((await look(id)).map(({ status }) => status[0]).join('')).toBe('SCCCC')
      await writeLeft()
      expect(toldChanges(id).get(names[2] ?? '')).toBe(2)
    })

    it('is changed again and again while a crowd answers, and neither loses anything', async () => {
      const { id, input, dates } = await make({ clubId: await makeClub(owner) })
      const RSVP = `mutation ($id: ID!, $occurrence: DateTime, $answer: Rsvp!) {
        rsvp(eventId: $id, occurrence: $occurrence, answer: $answer) { id } }`
      const crowd = await Promise.all(Array.from({ length: 6 }, () => world.athlete()))
      for (const who of crowd) await who.ask('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: input.clubId })
      let done = false
      const answerAll = async (who: Person) => {
        for (let turn = 0; !done || turn % 2 === 1; turn += 1) {
          const answer = turn % 2 === 0 ? 'MAYBE' : 'GOING'
          for (const { originalStartsAt } of dates) await who.ask(RSVP, { id, occurrence: originalStartsAt, answer })
        }
      }
      const answering = Promise.all(crowd.map(answerAll))
      try {
        for (const title of ['First ride', 'Second ride', 'Third ride'])
          await owner.ask(UPDATE, { id, input: { ...input, title } })
      } finally {
        done = true
        await answering
      }
      await writeLeft()
      expect((await look(id)).map(({ title }) => title)).toEqual(Array(5).fill('Third ride'))
      const rows = await world.subgraph.opened.database.connection.collection('occurrences').find({ eventId: id }).toArray()
      expect(rows.map(({ goingCount }) => goingCount)).toEqual(Array(5).fill(crowd.length))
      const left = world.subgraph.opened.database.connection.collection('date_edits')
      expect(await left.countDocuments({ eventId: id })).toBe(0)
    })

    it('ends with its club: no more dates are made of it', async () => {
      const club = await makeClub(owner)
      const { id } = await make({ clubId: club, recurrence: 'FREQ=MONTHLY' })
      await world.settle()
      await whileAnswered({ eventId: id }, async () => {
        expect(await owner.ask('mutation ($id: ID!) { deleteClub(id: $id) }', { id: club })).toEqual({ deleteClub: true })
      })
      await world.settle()
      await writeLeft()
      await world.settle()
      expect(world.events('club-event.changed', { clubEventId: id }).at(-1)).toMatchObject({ revision: 2, cancelled: true })
      const told = world.events('club-event.occurrence-changed', { clubEventId: id })
      const made = told.filter(({ revision }) => revision === 1)
      expect(told.filter(({ revision, cancelled }) => revision === 2 && cancelled)).toHaveLength(made.length)
      world.advance(60 * DAY_MS)
      await world.run('clubs-make-occurrences')
      await world.settle()
      expect(world.events('club-event.occurrence-changed', { clubEventId: id })).toHaveLength(told.length)
    })

    it('asks for what is meant, and refuses a date that there is not', async () => {
      const { id, input, dates } = await make()
      const occurrence = dates[0]?.originalStartsAt
      expect(await owner.codes(CANCEL, { id, occurrence })).toEqual(['BAD_USER_INPUT'])
      expect(await owner.codes(CANCEL, { id, scope: 'ONE' })).toEqual(['BAD_USER_INPUT'])
      const nowhere = later(input.startsAt, 1000)
      expect(await owner.codes(CANCEL, { id, occurrence: nowhere, scope: 'ONE' })).toEqual(['NOT_FOUND'])
      const elsewhere = { ...input, timeZone: 'Asia/Tokyo' }
      expect(await owner.codes(UPDATE, { id, input: elsewhere, occurrence, scope: 'ONE' })).toEqual(['BAD_USER_INPUT'])
      for (const recurrence of ['FREQ=SECONDLY', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', `FREQ=WEEKLY\nEXDATE:${'x'.repeat(9)}`])
        expect(await owner.codes(CREATE, { input: inputOf({ recurrence }) })).toEqual(['BAD_USER_INPUT'])
      expect(await member.codes(RESTORE, { id })).toEqual(['FORBIDDEN'])
      world.advance(Date.parse(dates[0]?.startsAt ?? '') + DAY_MS - world.now())
      expect(await owner.codes(CANCEL, { id, occurrence, scope: 'ONE' })).toEqual(['CONFLICT'])
      const moved = { ...input, startsAt: later(input.startsAt, 3_600_000) }
      const { updateClubEvent } = await owner.ask(UPDATE, { id, input: moved, from: input.startsAt })
      // What is over took place at the old time; the rule tells what is left of it.
      expect(shownOf(updateClubEvent)[0]?.startsAt).toBe(dates[0]?.startsAt)
      expect(updateClubEvent).toMatchObject({ recurrence: 'FREQ=WEEKLY;COUNT=4' })
      expect(shownOf(updateClubEvent)).toHaveLength(5)
    })

    it('stands once in the lists of events, by its next date', async () => {
      const club = await makeClub(owner)
      const [first, second] = [await make({ clubId: club }), await make({ clubId: club, recurrence: null, title: 'Once' })]
      await member.ask('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: club })
      const LISTS = `query ($club: ID!, $first: Int, $after: String) {
        club(id: $club) { events(first: $first, after: $after) { edges { node { id } occurrence { startsAt } } pageInfo { hasNextPage endCursor } } }
        viewer { upcomingEvents { edges { node { id } } } } }`
      const listed = async (more: object = {}) => {
        const { club: seen, viewer } = await member.ask(LISTS, { club, ...more })
        const idsOf = (edges: { node: { id: string } }[]) => edges.map(({ node }) => node.id)
        return {
          events: idsOf(seen.events.edges),
          upcoming: idsOf(viewer.upcomingEvents.edges),
          ...seen.events.pageInfo,
          edges: seen.events.edges,
        }
      }
      const ids = [first.id, second.id].toSorted()
      expect((await listed()).events.toSorted()).toEqual(ids)
      expect((await listed()).upcoming.toSorted()).toEqual(ids)
      const page = await listed({ first: 1 })
      expect(page.hasNextPage).toBe(true)
      expect([...page.events, ...(await listed({ after: page.endCursor })).events].toSorted()).toEqual(ids)
      world.advance(Date.parse(first.dates[0]?.startsAt ?? '') + DAY_MS - world.now())
      const next = await listed()
      expect(next).toMatchObject({ events: [first.id], edges: [{ occurrence: { startsAt: first.dates[1]?.startsAt } }] })
    })
  })
}
