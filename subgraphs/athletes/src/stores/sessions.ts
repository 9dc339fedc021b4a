import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { Session } from '../domain/session.ts'

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

/** All sessions, including ended ones until they expire. Shard key: `_id`. */
export const openSessions = (database: Database) => {
  const schema = rowSchema<Session>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      device: { type: String, default: null },
      familyHash: { type: String, required: true },
      secretHash: { type: String, required: true },
      previousHash: { type: String, default: null },
      salt: { type: String, default: null },
      createdAt: { type: Date, required: true },
      lastUsedAt: { type: Date, required: true },
      expiresAt: { type: Date, required: true },
      endedAt: { type: Date, default: null },
    },
    { collection: 'sessions', versionKey: false },
  )
  // refreshSession: the session of a refresh token.
  schema.index({ familyHash: 1 }, { unique: true })
  // Viewer.sessions: an athlete's sessions, the last used one first.
  schema.index({ athleteId: 1, lastUsedAt: -1 })
  // writeRevocations: the sessions that ended recently.
  schema.index({ endedAt: 1 })
  // Deletes expired sessions.
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  const model = database.connection.model<Session>('Session', schema)
  const read = readRows(model)
  const activeAt = (now: Date) => ({ endedAt: null, expiresAt: { $gt: now } })
  return {
    async insert(session: Session, tx?: Tx): Promise<void> {
      await model.create([session], { session: tx?.session ?? null })
    },
    /** Replaces a secret by the next one, atomically: of two calls with the same secret, one gets the session and the other null. */
    async rotate({ familyHash, fromHash, toHash, salt, at, expiresAt }: Rotation): Promise<Session | null> {
      return model
        .findOneAndUpdate(
          { familyHash, secretHash: fromHash, ...activeAt(at) },
          { $set: { secretHash: toHash, previousHash: fromHash, salt, lastUsedAt: at, expiresAt } },
          { returnDocument: 'after' },
        )
        .lean<Session>()
    },
    async isActive(id: string, now: Date): Promise<boolean> {
      return (await read.one({ _id: id, ...activeAt(now) })) !== null
    },
    async byFamily(familyHash: string): Promise<Session | null> {
      return read.one({ familyHash })
    },
    /** Returns the athlete's active sessions, the last used one first. */
    async activeOf(athleteId: string, now: Date): Promise<readonly Session[]> {
      return read.many({ athleteId, ...activeAt(now) }, { sort: { lastUsedAt: -1, _id: -1 }, limit: LIST_MAX })
    },
    /** Ends a session of an athlete. Returns false when it is not an active session of the athlete. */
    async end(id: string, athleteId: string, at: Date): Promise<boolean> {
      const { matchedCount } = await model.updateOne({ _id: id, athleteId, ...activeAt(at) }, { $set: { endedAt: at } })
      return matchedCount === 1
    },
    async endedSince(since: Date): Promise<readonly Session[]> {
      return read.many({ endedAt: { $gt: since } })
    },
  }
}

export type Sessions = ReturnType<typeof openSessions>
