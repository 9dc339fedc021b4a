import { notFound } from '@gruppetto/graph'
import { type Origin, SYSTEM, type Tx } from '@gruppetto/runtime'
import { type ClubRow, type MembershipRow, membershipId } from '../domain/club.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import { freePlaces, type RsvpRow, rsvpId } from '../domain/rsvp.ts'
import type { Services } from '../services.ts'
import { fillPlaces, type RsvpChange, withChange, writeChanges } from './commit-rsvps.ts'

/** What the answer of an athlete to a date depends on. */
export interface Seen {
  readonly occurrence: OccurrenceRow
  readonly club: ClubRow | null
  readonly membership: MembershipRow | null
  readonly known: RsvpRow | null
}

/** The next row of an answer, or null in it to take the answer back; null when it stays as it is; why it is refused. */
export type NextAnswer = Pick<RsvpChange, 'after'> | Error | null

/** A change of an athlete's answer to a date. `next` is pure: it may be asked again. */
export interface Change {
  readonly athleteId: string
  readonly origin: Origin
  next(seen: Seen, nowMs: number): NextAnswer
}

/** Makes the changes of a date one after another, and returns why each was refused, or null. Writes them together, up to one by which somebody moves up. */
const changeTogether = async (
  services: Services,
  occurrenceId: string,
  changes: readonly Change[],
  tx: Tx,
): Promise<readonly (Error | null)[]> => {
  const { runtime, stores } = services
  const nowMs = runtime.now()
  const found = await stores.occurrences.get(occurrenceId, tx)
  if (found === null) return changes.map(() => notFound('This date of the event'))
  const { clubId } = found
  const athleteIds = [...new Set(changes.map(({ athleteId }) => athleteId))]
  const club = await stores.clubs.get(clubId, tx)
  const memberships = await stores.memberships.many(
    athleteIds.map((athleteId) => membershipId(clubId, athleteId)),
    tx,
  )
  const loadAnswers = () =>
    stores.rsvps.many(
      athleteIds.map((athleteId) => rsvpId(occurrenceId, athleteId)),
      tx,
    )
  let answers = await loadAnswers()
  let written = found
  let occurrence = found
  let unwritten: RsvpChange[] = []
  const write = async (): Promise<void> => {
    if (unwritten.length > 0) written = await writeChanges(services, written, unwritten, tx)
    unwritten = []
  }

  const refusals: (Error | null)[] = []
  for (const { athleteId, origin, next } of changes) {
    if (unwritten.some(({ before, after }) => (after ?? before)?.athleteId === athleteId)) {
      await write()
      answers = await loadAnswers()
    }
    const known = answers.get(rsvpId(occurrenceId, athleteId)) ?? null
    const membership = memberships.get(membershipId(clubId, athleteId)) ?? null
    const decided = next({ occurrence, club, membership, known }, nowMs)
    refusals.push(decided instanceof Error ? decided : null)
    if (decided === null || decided instanceof Error) continue
    const change = { before: known, after: decided.after, origin }
    unwritten.push(change)
    occurrence = withChange(occurrence, change)
    if (occurrence.waitlistedCount === 0 || freePlaces(occurrence) === 0) continue
    // Who waits comes before those who answer later.
    await write()
    written = await fillPlaces(services, written, tx.causedBy(origin))
    occurrence = written
    answers = await loadAnswers()
  }
  await write()
  return refusals
}

/** Changes the answer of an athlete to one date, together with those who change theirs at the same time. Returns why not, or null. */
export const changeRsvp = (services: Services, occurrenceId: string, change: Change): Promise<Error | null> =>
  services.rsvpGroups.run(occurrenceId, change, (changes) =>
    services.database.transact((tx) => changeTogether(services, occurrenceId, changes, tx), SYSTEM),
  )
