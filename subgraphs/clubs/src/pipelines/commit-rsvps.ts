import type { Origin, Tx } from '@gruppetto/runtime'
import { isCalledOff, type OccurrenceRow } from '../domain/occurrence.ts'
import { freePlaces, moveUp, placesOf, type RsvpRow, rsvpId, rsvpState } from '../domain/rsvp.ts'
import type { Services } from '../services.ts'

export type RsvpServices = Pick<Services, 'eventHints' | 'runtime' | 'stores'>

export interface RsvpChange {
  readonly before: RsvpRow | null
  /** Null takes the answer back. */
  readonly after: Omit<RsvpRow, 'revision'> | null
  readonly movedUp?: boolean
  /** Who caused it, if not who caused the transaction. */
  readonly origin?: Origin
}

const WAITING_READ = 200

/** The number of the next change of an answer to this date. */
export const nextChangeOf = ({ changesOfAnswers = 0 }: Pick<OccurrenceRow, 'changesOfAnswers'>): number => changesOfAnswers + 1

const difference = (changes: readonly RsvpChange[], kind: 'going' | 'waiting'): number =>
  changes.reduce((sum, { before, after }) => sum + placesOf(after)[kind] - placesOf(before)[kind], 0)

/** Returns a date with a changed answer counted. */
export const withChange = (occurrence: OccurrenceRow, change: RsvpChange): OccurrenceRow => ({
  ...occurrence,
  goingCount: occurrence.goingCount + difference([change], 'going'),
  waitlistedCount: occurrence.waitlistedCount + difference([change], 'waiting'),
  changesOfAnswers: nextChangeOf(occurrence),
})

/** Writes changed answers of different athletes, the counts of their date, and their events. Returns the date as it is then. */
export const writeChanges = async (
  { stores, runtime, eventHints }: RsvpServices,
  occurrence: OccurrenceRow,
  changes: readonly RsvpChange[],
  tx: Tx,
): Promise<OccurrenceRow> => {
  const first = nextChangeOf(occurrence)
  const added = { going: difference(changes, 'going'), waiting: difference(changes, 'waiting'), changes: changes.length }
  // Every change writes this row, so that of two transactions at once the later one reads again.
  const counted = await stores.occurrences.countAnswers(occurrence, added, tx)
  for (const [index, { before, after, movedUp = false, origin }] of changes.entries()) {
    const athleteId = after?.athleteId ?? before?.athleteId
    if (athleteId === undefined) continue
    const revision = first + index
    if (after === null) await stores.rsvps.remove(rsvpId(occurrence._id, athleteId), tx)
    const state = { athleteId, revision, answer: after?.answer ?? null }
    const cause = origin === undefined ? tx : tx.causedBy(origin)
    cause.emit('club-event.rsvp-changed', rsvpState(occurrence, state, movedUp, runtime.now()))
  }
  const rows = changes.flatMap(({ after }, index) => (after === null ? [] : [{ ...after, revision: first + index }]))
  await stores.rsvps.put(rows, tx)
  tx.afterCommit(() => eventHints.hint(occurrence.eventId))
  return counted
}

/** Gives the free places of a date to those who wait for them, the first first. */
export const fillPlaces = async (services: RsvpServices, occurrence: OccurrenceRow, tx: Tx): Promise<OccurrenceRow> => {
  const nowMs = services.runtime.now()
  let filled = occurrence
  let afterTurn = 0
  for (;;) {
    const free = freePlaces(filled)
    if (filled.waitlistedCount === 0 || free === 0 || isCalledOff(filled) || filled.overAt.getTime() <= nowMs) return filled
    const wanted = { occurrenceId: filled._id, mostGuests: Math.min(free, WAITING_READ) - 1, afterTurn }
    const waiting = await services.stores.rsvps.waiting(wanted, WAITING_READ, tx)
    const turn = nextChangeOf(filled)
    const moved = moveUp(waiting, free)
    const changes = moved.map((before, index) => ({
      before,
      after: { ...before, answer: 'GOING' as const, turn: turn + index },
      movedUp: true,
    }))
    if (changes.length > 0) filled = await writeChanges(services, filled, changes, tx)
    const last = waiting.at(-1)
    if (last === undefined || waiting.length < WAITING_READ) return filled
    afterTurn = last.turn
  }
}

/** Writes changed answers to one date, and moves up those who wait where places have become free. Returns the date as it is then. */
export const commitRsvps = async (
  services: RsvpServices,
  occurrence: OccurrenceRow,
  changes: readonly RsvpChange[],
  tx: Tx,
): Promise<OccurrenceRow> => fillPlaces(services, await writeChanges(services, occurrence, changes, tx), tx)
