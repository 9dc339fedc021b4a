import { type AsideHook, portions, SYSTEM } from '@gruppetto/runtime'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import { freePlaces, partyOf, type RsvpRow } from '../domain/rsvp.ts'
import type { Services } from '../services.ts'
import { changeRsvp, type Seen } from './change-rsvps.ts'
import { commitRsvps, nextChangeOf, type RsvpServices } from './commit-rsvps.ts'

const ROWS_AT_ONCE = 200

/** Takes back what an athlete has answered to a date that is not over. */
const takeBack = (services: Services, { occurrenceId, athleteId }: RsvpRow): Promise<Error | null> => {
  const next = ({ occurrence, known }: Seen, nowMs: number) =>
    known === null || occurrence.overAt.getTime() <= nowMs ? null : { after: null }
  return changeRsvp(services, occurrenceId, { athleteId, origin: SYSTEM, next })
}

/**
 * Takes back all that an athlete has answered in a club to dates that are not over. Those behind in the waiting lists move up. What was
 * answered to dates that are over stays.
 */
export const leaveEvents = async (
  services: Services,
  { athleteId, clubId }: { readonly athleteId: string; readonly clubId: string },
  working: () => void,
): Promise<void> => {
  const { rsvps, occurrences, seriesAnswers } = services.stores
  await seriesAnswers.removeOf(athleteId, clubId)
  const nowMs = services.runtime.now()
  const read = (last: RsvpRow | null) => rsvps.ofAthleteInClub(athleteId, clubId, last?._id ?? '', ROWS_AT_ONCE)
  for await (const rows of portions(ROWS_AT_ONCE, read)) {
    const dates = await occurrences.many(rows.map((row) => row.occurrenceId))
    for (const row of rows) {
      if ((dates.get(row.occurrenceId)?.overAt.getTime() ?? 0) > nowMs) await takeBack(services, row)
      working()
    }
  }
}

/** An answer that comes back: it waits when its place was given to others meanwhile. */
const comeBack = (occurrence: OccurrenceRow, row: RsvpRow): RsvpRow =>
  row.answer === 'GOING' && partyOf(row) > freePlaces(occurrence)
    ? { ...row, answer: 'WAITLISTED', turn: nextChangeOf(occurrence) }
    : row

/** The answers of a closed account take no place. */
export const rsvpsAside =
  (services: RsvpServices): AsideHook<RsvpRow> =>
  async (rows, direction, tx) => {
    for (const row of rows) {
      const occurrence = await services.stores.occurrences.get(row.occurrenceId, tx)
      if (occurrence === null) continue
      const change = direction === -1 ? { before: row, after: null } : { before: null, after: comeBack(occurrence, row) }
      await commitRsvps(services, occurrence, [change], tx)
    }
  }
