import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { Signal, SignalCounts } from '../domain/persona-signals.ts'
import type { ActsOfWeek } from '../domain/streaks/silence.ts'

/** The signals of one athlete in one week. */
interface SignalWeekRow extends SignalCounts {
  /** `<athlete>:<Monday>`. */
  readonly _id: string
  readonly athleteId: string
  readonly expiresAt: Date
}

interface ReviewRow {
  /** The athlete's id. */
  readonly _id: string
  readonly lookAt: Date
}

const KEPT_MS = 8 * 7 * 24 * 3_600_000

/** How athletes use the product, by week, and when the persona of each is looked at again. */
export const openPersonaSignals = (database: Database) => {
  const weeks = collection<SignalWeekRow>(database, {
    name: 'persona_signals',
    fields: {
      _id: 'string',
      athleteId: 'string',
      own: 'number',
      social: 'number',
      club: 'number',
      data: 'number',
      expiresAt: 'date',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'counts of what is exported; what follows is in the account' } },
    indexes: [
      // The last weeks of an athlete.
      { keys: { athleteId: 1, expiresAt: 1 } },
      // Forgets weeks after eight weeks.
      { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  })
  const reviews = collection<ReviewRow>(database, {
    name: 'persona_reviews',
    fields: { _id: 'string', lookAt: 'date' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'only says when the persona is looked at' } },
    // Finds the athletes whose persona is due.
    indexes: [{ keys: { lookAt: 1 } }],
  })
  return {
    /** Returns whether it is the first of its week. */
    async count(athleteId: string, signal: Signal, monday: string, tx: Tx): Promise<boolean> {
      const others = { own: 0, social: 0, club: 0, data: 0, athleteId, expiresAt: new Date(Date.parse(monday) + KEPT_MS) }
      const { [signal]: _counted, ...atFirst } = others
      return weeks.upsertOne({ _id: `${athleteId}:${monday}` }, { $inc: { [signal]: 1 }, $setOnInsert: atFirst }, tx)
    },
    /** Notes that the athlete's persona is to be looked at, unless that is noted already. */
    async schedule(athleteId: string, lookAt: Date, tx: Tx): Promise<void> {
      await reviews.upsertOne({ _id: athleteId }, { $setOnInsert: { lookAt } }, tx)
    },
    async postpone(athleteId: string, lookAt: Date | null, tx: Tx): Promise<void> {
      if (lookAt === null) await reviews.deleteOne({ _id: athleteId }, tx)
      else await reviews.put([{ _id: athleteId, lookAt }], tx)
    },
    async isDue(athleteId: string, at: Date, tx: Tx): Promise<boolean> {
      return reviews.exists({ _id: athleteId, lookAt: { $lte: at } }, tx)
    },
    async due(at: Date, limit: number): Promise<readonly string[]> {
      const rows = await reviews.many({ lookAt: { $lte: at } }, { sort: { lookAt: 1 }, limit })
      return rows.map(({ _id }) => _id)
    },
    /** Returns the acts among people of the last eight weeks. */
    async actsOf(athleteId: string, at: Date, tx: Tx): Promise<readonly ActsOfWeek[]> {
      const found = await weeks.many({ athleteId, expiresAt: { $gt: at } }, { tx })
      return found.map(({ _id, social }) => ({ monday: _id.slice(athleteId.length + 1), acts: social }))
    },
    async weeksOf(athleteId: string, at: Date, tx: Tx): Promise<readonly SignalCounts[]> {
      return weeks.many({ athleteId, expiresAt: { $gt: at } }, { tx })
    },
  }
}

export type PersonaSignals = ReturnType<typeof openPersonaSignals>
