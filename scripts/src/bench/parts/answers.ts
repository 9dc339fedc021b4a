import { measureAloneWithCost } from '../alone.ts'
import { signUp } from '../athletes.ts'
import { createEvent, fillClub, foundClub } from '../clubs.ts'
import type { Sheet } from '../figures.ts'
import { timed } from '../lanes.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { World } from '../world.ts'

const DAY_MS = 86_400_000
const BUDGET_MS = 20_000
const RSVP =
  'mutation ($id: ID!, $answer: Rsvp!) { rsvp(eventId: $id, answer: $answer) { viewerRsvp goingCount waitlistedCount } }'
const EVENT = 'query ($id: ID!) { clubEvent(id: $id) { title goingCount waitlistedCount viewerRsvp } }'
const PAGE =
  'query ($id: ID!) { clubEvent(id: $id) { responses(answer: GOING, first: 20) { totalCount edges { answer guests } } } }'

/** Measures an event with 5,000 answers and as many places: who goes, an answer, and the way up from the waiting list. */
export const answers = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const { quick } = options
  const count = crowdOf('answers', options)
  const runs = quick ? 3 : 50
  const [owner, going, waiting] = await Promise.all([signUp(world.url), signUp(world.url), signUp(world.url)])
  for (const { handle } of [owner, going, waiting]) await world.platform.verify(handle)
  await world.platform.rest()
  const clubId = await foundClub(world, 'Club of many answers', owner, [going, waiting])
  const startsAt = new Date(Math.floor((Date.now() + 3 * DAY_MS) / 1_000) * 1_000)
  const about = { clubId, title: 'Everybody rides', startsAt: startsAt.toISOString(), timeZone: 'UTC', capacity: count + 1 }
  const id = await createEvent(owner, about)
  const answer = async (who: typeof going, wanted: string) => {
    const { rsvp } = await who.api.ask<{ rsvp: { viewerRsvp: string } }>(RSVP, { id, answer: wanted })
    return rsvp.viewerRsvp
  }
  await answer(going, 'GOING')
  await world.platform.rest()
  const occurrence = `${id}:${startsAt.getTime()}`
  const ids = await fillClub(world, clubId, going, count)
  const rsvp = { id: `${occurrence}:${going.id}`, prefix: `${occurrence}:`, field: 'athleteId', order: 'turn' }
  await world.platform.copies({ database: 'clubs', collection: 'rsvps', ids, ...rsvp })
  const numbers = { goingCount: count, changesOfAnswers: count }
  await world.platform.raise({ database: 'clubs', collection: 'occurrences', id: occurrence }, numbers)

  const group = `an event of ${count} answers`
  const patience = { runs, budgetMs: BUDGET_MS }
  await measureAloneWithCost(world, sheet, [group, 'the event'], patience, () => going.api.ask(EVENT, { id }))
  await measureAloneWithCost(world, sheet, [group, 'a page of who goes'], patience, () => going.api.ask(PAGE, { id }))
  const given: number[] = []
  const waited: number[] = []
  for (let run = 0; run < runs; run += 1) {
    await world.chill()
    waited.push(
      await timed(async () => {
        const got = await answer(waiting, 'GOING')
        if (got !== 'WAITLISTED') throw new Error(`a full event has answered ${got}`)
      }),
    )
    await world.chill()
    given.push(await timed(() => answer(going, 'NOT_GOING')))
    const { clubEvent } = await waiting.api.ask<{ clubEvent: { viewerRsvp: string } }>(EVENT, { id })
    if (clubEvent.viewerRsvp !== 'GOING') throw new Error(`who waited has ${clubEvent.viewerRsvp}, not the place`)
    await answer(waiting, 'NOT_GOING')
    await answer(going, 'GOING')
  }
  sheet.durations(group, 'an answer while all places are taken', waited)
  sheet.durations(group, 'a place given up, and taken by who waits', given)
}
