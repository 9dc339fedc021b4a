import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import type { Session } from '../domain/session.ts'

/** More devices than anyone has; a list must end somewhere. */
const LISTED = 100

export interface Rotation {
  readonly familyHash: string
  readonly fromHash: string
  readonly toHash: string
  readonly salt: string
  readonly at: Date
  readonly expiresAt: Date
}

/** Sessions, ended ones too until their time is over. Shard key: `_id`. */
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
  // refreshSession: the session of a token.
  schema.index({ familyHash: 1 }, { unique: true })
  // Viewer.sessions: an athlete's sessions, last used first.
  schema.index({ athleteId: 1, lastUsedAt: -1 })
  // The sessions ended lately, to put into Redis again.
  schema.index({ endedAt: 1 })
  // Sessions that nobody has used for so long are forgotten.
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  const model = database.connection.model<Session>('Session', schema)
  const read = readRows(model)
  const live = (now: Date) => ({ endedAt: null, expiresAt: { $gt: now } })
  return {
    async insert(session: Session, tx?: Tx): Promise<void> {
      await model.create([session], { session: tx?.session ?? null })
    },
    /** Trades one secret for the next in one step, so that of two who come with the same one, one gets it. Null for the other. */
    async rotate({ familyHash, fromHash, toHash, salt, at, expiresAt }: Rotation): Promise<Session | null> {
      return model
        .findOneAndUpdate(
          { familyHash, secretHash: fromHash, ...live(at) },
          { $set: { secretHash: toHash, previousHash: fromHash, salt, lastUsedAt: at, expiresAt } },
          { returnDocument: 'after' },
        )
        .lean<Session>()
    },
    /** Whether a session is there and has not ended. */
    async holds(id: string, now: Date): Promise<boolean> {
      return (await read.one({ _id: id, ...live(now) })) !== null
    },
    async byFamily(familyHash: string): Promise<Session | null> {
      return read.one({ familyHash })
    },
    /** The athlete's sessions that hold, last used first. */
    async liveOf(athleteId: string, now: Date): Promise<readonly Session[]> {
      return read.many({ athleteId, ...live(now) }, { sort: { lastUsedAt: -1, _id: -1 }, limit: LISTED })
    },
    /** Ends a session of an athlete; false when there is none that holds. */
    async end(id: string, athleteId: string, at: Date): Promise<boolean> {
      const { matchedCount } = await model.updateOne({ _id: id, athleteId, ...live(at) }, { $set: { endedAt: at } })
      return matchedCount === 1
    },
    async endedSince(since: Date): Promise<readonly Session[]> {
      return read.many({ endedAt: { $gt: since } })
    },
  }
}

export type Sessions = ReturnType<typeof openSessions>
