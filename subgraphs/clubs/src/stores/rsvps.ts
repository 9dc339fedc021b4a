import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import type { RsvpRow } from '../domain/rsvp.ts'
import type { Rsvp } from '../domain/values.ts'

export interface RsvpFilter {
  readonly occurrenceId: string
  readonly answer: Rsvp | null
  /** Athletes to leave out. */
  readonly except: readonly string[]
}

export interface AnsweredRead {
  readonly eventId: string
  readonly occurrenceIds: readonly string[]
  readonly answers: readonly Rsvp[]
  readonly afterId: string
}

interface RsvpPlace {
  readonly answer: Rsvp
  readonly turn: number
  readonly athleteId: string
}

/** By answer, and the first who gave it first. */
const IN_ORDER = { answer: 1, turn: 1, athleteId: 1 } as const

/** What athletes have answered to the dates of events. */
export const openRsvps = (database: Database) => {
  const rsvps = collection<RsvpRow>(database, {
    name: 'rsvps',
    fields: {
      _id: 'string',
      occurrenceId: 'string',
      eventId: 'string',
      clubId: 'string',
      athleteId: 'string',
      answer: 'string',
      guests: 'number',
      note: 'string | null',
      turn: 'number',
      answeredAt: 'date',
      revision: 'number',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['turn'] }, whileClosed: 'aside' },
    shardKey: { occurrenceId: 'hashed' },
    indexes: [
      // ClubEvent.responses, and the waiting list.
      { keys: { occurrenceId: 1, answer: 1, turn: 1, athleteId: 1 } },
      // Whom a notice of some dates of an event is for.
      { keys: { eventId: 1, athleteId: 1 } },
      // What an athlete has answered in a club, when the membership ends.
      { keys: { athleteId: 1, clubId: 1, _id: 1 } },
    ],
  })
  const filterOf = ({ occurrenceId, answer, except }: RsvpFilter) => ({
    occurrenceId,
    ...(answer === null ? {} : { answer }),
    ...(except.length === 0 ? {} : { athleteId: { $nin: except } }),
  })
  return {
    /** By rsvpId. */
    async many(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, RsvpRow>> {
      return rsvps.byId(ids, { tx })
    },
    async put(rows: readonly RsvpRow[], tx: Tx): Promise<void> {
      await rsvps.put(rows, tx)
    },
    async remove(id: string, tx: Tx): Promise<void> {
      await rsvps.deleteOne({ _id: id }, tx)
    },
    async list(filter: RsvpFilter & { readonly after: RsvpPlace | null; readonly limit: number }): Promise<readonly RsvpRow[]> {
      const { after, limit } = filter
      return rsvps.many({ $and: [filterOf(filter), behind(IN_ORDER, after)] }, { sort: IN_ORDER, limit })
    },
    async count(filter: RsvpFilter): Promise<number> {
      return rsvps.count(filterOf(filter))
    },
    /** Returns those who wait with at most so many guests, the first first. `afterTurn` skips those before. */
    async waiting(
      { occurrenceId, mostGuests, afterTurn }: { occurrenceId: string; mostGuests: number; afterTurn: number },
      limit: number,
      tx: Tx,
    ): Promise<readonly RsvpRow[]> {
      return rsvps.many(
        { occurrenceId, answer: 'WAITLISTED', turn: { $gt: afterTurn }, guests: { $lte: mostGuests } },
        { sort: { turn: 1 }, limit, tx },
      )
    },
    /** Returns all that an athlete has answered in these clubs. */
    async ofAthleteInClubs(
      athleteId: string,
      clubIds: readonly string[],
    ): Promise<readonly Pick<RsvpRow, 'occurrenceId' | 'answer'>[]> {
      if (clubIds.length === 0) return []
      const filter = { athleteId, clubId: { $in: clubIds } }
      return rsvps.many<Pick<RsvpRow, 'occurrenceId' | 'answer'>>(filter, { fields: { occurrenceId: 1, answer: 1 } })
    },
    /** Returns what an athlete has answered in a club, page by page. */
    async ofAthleteInClub(athleteId: string, clubId: string, afterId: string, limit: number): Promise<readonly RsvpRow[]> {
      return rsvps.many({ athleteId, clubId, _id: { $gt: afterId } }, { sort: { _id: 1 }, limit })
    },
    /** Returns these answers to some dates of an event, by athletes with a greater id than `afterId`, in the order of their ids. */
    async answeredAfter(
      { eventId, occurrenceIds, answers, afterId }: AnsweredRead,
      limit: number,
      tx: Tx,
    ): Promise<readonly Pick<RsvpRow, 'athleteId' | 'occurrenceId'>[]> {
      return rsvps.many<Pick<RsvpRow, 'athleteId' | 'occurrenceId'>>(
        { eventId, athleteId: { $gt: afterId }, occurrenceId: { $in: occurrenceIds }, answer: { $in: answers } },
        { fields: { athleteId: 1, occurrenceId: 1 }, sort: { athleteId: 1 }, limit, tx },
      )
    },
  }
}

export type Rsvps = ReturnType<typeof openRsvps>
