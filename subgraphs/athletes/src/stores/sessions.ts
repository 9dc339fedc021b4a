import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { KEPT_MS, type Session } from '../domain/session.ts'

/** The most sessions that one list shows. */
const LIST_MAX = 100

export interface Rotation {
  readonly familyHash: string
  readonly fromHash: string
  readonly toHash: string
  readonly salt: string
  readonly at: Date
  readonly expiresAt: Date
}

/** All sessions, including ended ones until they expire. */
export const openSessions = (database: Database) => {
  const sessions = collection<Session>(database, {
    name: 'sessions',
    fields: {
      _id: 'string',
      athleteId: 'string',
      device: 'string | null',
      familyHash: 'string',
      secretHash: 'string',
      previousHash: 'string | null',
      salt: 'string | null',
      createdAt: 'date',
      lastUsedAt: 'date',
      expiresAt: 'date',
      endedAt: 'date | null',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['familyHash', 'secretHash', 'previousHash', 'salt'] } },
    shardKey: { familyHash: 'hashed' },
    indexes: [
      // refreshSession: the session of a refresh token.
      { keys: { familyHash: 1 }, unique: true },
      // Viewer.sessions: an athlete's sessions, the last used one first.
      { keys: { athleteId: 1, lastUsedAt: -1 } },
      // writeRevocations: the sessions that ended recently.
      { keys: { endedAt: 1 } },
      // Deletes expired sessions. `expired` finds them before.
      { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  })
  const deletedBy = (now: Date) => new Date(now.getTime() + KEPT_MS)
  const activeAt = (now: Date) => ({ endedAt: null, expiresAt: { $gt: deletedBy(now) } })
  return {
    async insert(session: Session, tx?: Tx): Promise<void> {
      await sessions.insert([session], tx)
    },
    /** Replaces a secret by the next one, atomically: of two calls with the same secret, one gets the session and the other null. */
    async rotate({ familyHash, fromHash, toHash, salt, at, expiresAt }: Rotation): Promise<Session | null> {
      return sessions.updateAndGet(
        { familyHash, secretHash: fromHash, ...activeAt(at) },
        { $set: { secretHash: toHash, previousHash: fromHash, salt, lastUsedAt: at, expiresAt } },
      )
    },
    /** Notes that a used token was sent again. Null where the session was used meanwhile, in whatever way. */
    async renew({ _id, familyHash, secretHash, lastUsedAt }: Session, at: Date, expiresAt: Date): Promise<Session | null> {
      return sessions.updateAndGet(
        { _id, familyHash, secretHash, lastUsedAt, ...activeAt(at) },
        { $set: { lastUsedAt: at, expiresAt } },
      )
    },
    /** Returns those of these sessions that are active. */
    async activeAmong(ids: readonly string[], now: Date): Promise<ReadonlySet<string>> {
      const rows = await sessions.many({ _id: { $in: [...ids] }, ...activeAt(now) })
      return new Set(rows.map(({ _id }) => _id))
    },
    async byFamily(familyHash: string): Promise<Session | null> {
      return sessions.one({ familyHash })
    },
    /** Returns the athlete's active sessions, the last used one first. */
    async activeOf(athleteId: string, now: Date): Promise<readonly Session[]> {
      return sessions.many({ athleteId, ...activeAt(now) }, { sort: { lastUsedAt: -1, _id: -1 }, limit: LIST_MAX })
    },
    /** Ends a session of an athlete. Returns false when it is not an active session of the athlete. */
    async end(id: string, athleteId: string, at: Date, tx: Tx): Promise<boolean> {
      return sessions.updateOne({ _id: id, athleteId, ...activeAt(at) }, { $set: { endedAt: at } }, tx)
    },
    /** Ends the athlete's active sessions, all but one. Returns their ids. */
    async endAllOf(athleteId: string, exceptId: string | null, at: Date, tx: Tx): Promise<readonly string[]> {
      const active = await sessions.many<Pick<Session, '_id'>>({ athleteId, ...activeAt(at) }, { fields: { _id: 1 }, tx })
      const ids = active.map(({ _id }) => _id).filter((id) => id !== exceptId)
      if (ids.length > 0) await sessions.updateMany({ _id: { $in: ids } }, { $set: { endedAt: at } }, tx)
      return ids
    },
    /** Returns sessions that have expired and not been ended, the longest first. */
    async expired(now: Date, limit: number): Promise<readonly Session[]> {
      return sessions.many({ endedAt: null, expiresAt: { $lte: deletedBy(now) } }, { sort: { expiresAt: 1 }, limit })
    },
    /** Ends a session that has expired. Returns false when it has ended meanwhile, or was used again. */
    async endExpired(id: string, at: Date, tx: Tx): Promise<boolean> {
      return sessions.updateOne({ _id: id, endedAt: null, expiresAt: { $lte: deletedBy(at) } }, { $set: { endedAt: at } }, tx)
    },
    /** Whether the athlete has signed in with this device before, as far back as sessions are kept. */
    async knowsDevice(athleteId: string, device: string | null): Promise<boolean> {
      return sessions.exists({ athleteId, device })
    },
    async endedSince(since: Date): Promise<readonly Session[]> {
      return sessions.many({ endedAt: { $gt: since } })
    },
  }
}

export type Sessions = ReturnType<typeof openSessions>
