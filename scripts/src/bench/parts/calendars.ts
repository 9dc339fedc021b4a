import { measureAloneWithCost } from '../alone.ts'
import { type Athlete, signUp } from '../athletes.ts'
import { createEvent, foundClub } from '../clubs.ts'
import type { Sheet } from '../figures.ts'
import { inLanes } from '../lanes.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import type { World } from '../world.ts'

const OWN_CALENDAR = '{ viewer { calendarUrl } }'
const HOUR_MS = 3_600_000
/** The most events to come that a club may have. */
const EVENTS_OF_CLUB = 100
const LANES = 4
const BUDGET_MS = 20_000

/** Makes clubs with as many events in all. */
const makeEvents = async (world: World, owner: Athlete, count: number): Promise<void> => {
  for (let made = 0; made < count; made += EVENTS_OF_CLUB) {
    const clubId = await foundClub(world, 'Calendar club', owner)
    const numbers = Array.from({ length: Math.min(EVENTS_OF_CLUB, count - made) }, (_, index) => index)
    await inLanes(numbers, LANES, async (index) => {
      const startsAt = new Date(Date.now() + (index + 2) * HOUR_MS).toISOString()
      const about = { title: `Ride ${index}`, description: 'Two hours, no drop.', place: 'Main station', sport: 'RIDE' }
      await createEvent(owner, { clubId, startsAt, timeZone: 'Europe/Zurich', ...about })
    })
  }
}

/** Measures a calendar of many events, as a calendar program asks for it: the first time, and when nothing has changed since. */
export const calendars = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const { quick } = options
  const count = crowdOf('calendars', options)
  const owner = await signUp(world.url)
  await world.platform.verify(owner.handle)
  await world.platform.rest()
  await makeEvents(world, owner, count)
  await world.platform.rest()
  const { calendarUrl } = (await owner.api.ask<{ viewer: { calendarUrl: string } }>(OWN_CALENDAR)).viewer
  const group = `a calendar of ${count} events`
  const first = await fetch(calendarUrl)
  const text = await first.text()
  const events = text.split('BEGIN:VEVENT').length - 1
  if (events !== count) throw new Error(`the calendar has ${events} events, not ${count}`)
  sheet.put(group, 'size', text.length / 1_024, 'kB')
  const etag = first.headers.get('etag') ?? ''
  const measure = async (name: string, headers: Record<string, string>, status: number): Promise<void> => {
    const ask = async () => {
      const answer = await fetch(calendarUrl, { headers })
      await answer.arrayBuffer()
      if (answer.status !== status) throw new Error(`the calendar answered ${answer.status}, not ${status}`)
    }
    await measureAloneWithCost(world, sheet, [group, name], { runs: quick ? 3 : 50, budgetMs: BUDGET_MS }, ask)
  }
  await measure('whole', {}, 200)
  await measure('unchanged (304)', { 'if-none-match': etag }, 304)
}
