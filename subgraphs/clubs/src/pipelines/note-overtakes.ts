import { edgeId } from '@gruppetto/relations'
import { SYSTEM, type Tx } from '@gruppetto/runtime'
import { type ChallengeRow, statusAt } from '../domain/challenge.ts'
import type { ScoreChange } from '../domain/decide-scores.ts'
import type { EntryRow } from '../domain/entry.ts'
import { passedSpan } from '../domain/leaderboard.ts'
import { HELD_MS, type OvertakeRow, overtakeId } from '../domain/overtake.ts'
import type { Services } from '../services.ts'

/** The most athletes that one rise notifies: those nearest to the new place. */
const MOST_NOTIFIED = 10

/** Whether an athlete may learn by whom they were overtaken. */
const mayLearn = async (
  { stores }: Services,
  { challenge, by, athleteId }: { readonly challenge: ChallengeRow; readonly by: EntryRow; readonly athleteId: string },
): Promise<boolean> => {
  const blocked = await stores.relations.blockedEitherWay(athleteId)
  if (blocked.has(by.athleteId)) return false
  if (!challenge.sponsored || by.sharesWithBrand) return true
  // An athlete whom the board names only to those they follow is named only to them here too.
  const edge = edgeId(by.athleteId, athleteId)
  return (await stores.relations.follows.presentAmong([edge])).has(edge)
}

/**
 * Notes whom a rise of a score has passed. They are told when it still holds after a minute. Who takes the place back before that
 * has not overtaken anybody either.
 */
export const noteOvertakes = async ({ stores }: Services, change: ScoreChange, nowMs: number, tx: Tx): Promise<void> => {
  const { challenge, before, after } = change
  const span = passedSpan(before.units, after.units)
  if (span === null || statusAt(challenge, nowMs) !== 'ACTIVE') return
  const blocked = await stores.relations.blockedEitherWay(after.athleteId)
  const passed = await stores.entries.athletesWithin(challenge._id, span, [after.athleteId, ...blocked], MOST_NOTIFIED, tx)
  const backId = (athleteId: string) => overtakeId(challenge._id, after.athleteId, athleteId)
  const takenBack = await stores.overtakes.many(passed.map(backId), tx)
  await stores.overtakes.remove([...takenBack.keys()], tx)
  const rows = passed
    .filter((athleteId) => !takenBack.has(backId(athleteId)))
    .map(
      (athleteId): OvertakeRow => ({
        _id: overtakeId(challenge._id, athleteId, after.athleteId),
        challengeId: challenge._id,
        athleteId,
        byAthleteId: after.athleteId,
        dueAt: new Date(nowMs + HELD_MS),
      }),
    )
  await stores.overtakes.put(rows, tx)
}

/** Emits `challenge.overtaken` for a noted overtake that still holds. The event commits with the end of the note. */
export const tellOvertake = async (services: Services, { _id }: OvertakeRow): Promise<void> => {
  const { database, runtime, stores } = services
  await database.transact(async (tx) => {
    const [row] = (await stores.overtakes.many([_id], tx)).values()
    // It was taken back, or another process has told it.
    if (row === undefined) return
    await stores.overtakes.remove([_id], tx)
    const { challengeId, athleteId, byAthleteId } = row
    const challenge = await stores.challenges.get(challengeId, tx)
    const entry = await stores.entries.get(challengeId, athleteId, tx)
    const by = await stores.entries.get(challengeId, byAthleteId, tx)
    if (challenge === null || statusAt(challenge, runtime.now()) !== 'ACTIVE') return
    if (entry?.participating !== true || by?.participating !== true || by.units <= entry.units) return
    if (!(await mayLearn(services, { challenge, by, athleteId }))) return
    tx.emit('challenge.overtaken', { challengeId, athleteId, byAthleteId, at: runtime.now() })
  }, SYSTEM)
}
