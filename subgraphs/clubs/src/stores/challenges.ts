import { behind, type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { type ChallengeRow, LONGEST_CHALLENGE_MS } from '../domain/challenge.ts'
import type { ChallengeStatus, Sport } from '../domain/values.ts'

export interface ChallengesRead {
  /** One club's, or null for all. */
  readonly clubId: string | null
  /** Clubs whose hidden challenges may show too. */
  readonly insideClubs: readonly string[]
  readonly status: ChallengeStatus | null
  readonly sport: Sport | null
  readonly sponsoredOnly: boolean
  readonly after: { readonly startsAtMs: number; readonly id: string } | null
  readonly limit: number
  readonly nowMs: number
}

const NEWEST_FIRST = { startsAtMs: -1, _id: -1 } as const

/** statusAt of domain/challenge.ts as a filter. */
const statusFilter = (status: ChallengeStatus | null, nowMs: number) => {
  if (status === null) return {}
  if (status === 'CANCELLED') return { cancelledAtMs: { $ne: null } }
  if (status === 'UPCOMING') return { cancelledAtMs: null, startsAtMs: { $gt: nowMs } }
  if (status === 'ENDED') return { cancelledAtMs: null, endsAtMs: { $lte: nowMs } }
  // None lasts longer than a year, so what is under way started within one: the index is read no further.
  return { cancelledAtMs: null, startsAtMs: { $lte: nowMs, $gt: nowMs - LONGEST_CHALLENGE_MS }, endsAtMs: { $gt: nowMs } }
}

/** Challenges. Shard key: _id. */
export const openChallenges = (database: Database) => {
  const schema = rowSchema<ChallengeRow>(
    {
      _id: String,
      title: { type: String, required: true },
      description: { type: String, default: null },
      kind: { type: String, required: true },
      metric: { type: String, required: true },
      sports: { type: [String], required: true },
      target: { type: Number, default: null },
      startsAtMs: { type: Number, required: true },
      endsAtMs: { type: Number, required: true },
      cancelledAtMs: { type: Number, default: null },
      clubId: { type: String, default: null },
      isPublic: { type: Boolean, required: true },
      createdById: { type: String, required: true },
      createdAtMs: { type: Number, required: true },
      participantCount: { type: Number, required: true },
      sponsored: { type: Boolean, required: true },
      revision: { type: Number, required: true },
    },
    { collection: 'challenges', versionKey: false },
  )
  // challenges: those everyone may see, the latest start first.
  schema.index({ isPublic: 1, startsAtMs: -1, _id: -1 })
  // Club.challenges, and the hidden ones of a viewer's clubs in challenges.
  schema.index({ clubId: 1, startsAtMs: -1, _id: -1 })
  const model = database.connection.model<ChallengeRow>('Challenge', schema)
  const read = readRows(model)
  return {
    async insert(row: ChallengeRow, tx: Tx): Promise<void> {
      await model.insertMany([row], { session: tx.session })
    },
    async get(id: string, tx?: Tx): Promise<ChallengeRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, ChallengeRow>> {
      return read.byId(ids, { tx })
    },
    async list(wanted: ChallengesRead): Promise<readonly ChallengeRow[]> {
      const { after } = wanted
      const beyond = behind(NEWEST_FIRST, after && { startsAtMs: after.startsAtMs, _id: after.id })
      const visible =
        wanted.insideClubs.length === 0
          ? { isPublic: true }
          : { $or: [{ isPublic: true }, { clubId: { $in: wanted.insideClubs } }] }
      return read.many(
        {
          $and: [
            visible,
            wanted.clubId === null ? {} : { clubId: wanted.clubId },
            statusFilter(wanted.status, wanted.nowMs),
            wanted.sport === null ? {} : { sports: wanted.sport },
            wanted.sponsoredOnly ? { sponsored: true } : {},
            beyond,
          ],
        },
        { sort: NEWEST_FIRST, limit: wanted.limit },
      )
    },
    /** A club's challenges that have not ended and are not cancelled. */
    async openOfClub(clubId: string, nowMs: number, tx: Tx): Promise<readonly ChallengeRow[]> {
      return read.many({ clubId, cancelledAtMs: null, endsAtMs: { $gt: nowMs } }, { tx })
    },
    /** Changes the counter beside an entry; returns the challenge as it is then. */
    async addParticipants(id: string, by: 1 | -1, tx: Tx): Promise<ChallengeRow | null> {
      return model
        .findOneAndUpdate({ _id: id }, { $inc: { participantCount: by } }, { returnDocument: 'after', session: tx.session })
        .lean<ChallengeRow>()
    },
    async cancel(id: string, nowMs: number, tx: Tx): Promise<ChallengeRow | null> {
      return model
        .findOneAndUpdate(
          { _id: id, cancelledAtMs: null },
          { $set: { cancelledAtMs: nowMs }, $inc: { revision: 1 } },
          { returnDocument: 'after', session: tx.session },
        )
        .lean<ChallengeRow>()
    },
    /** False when there is no such challenge. */
    async markSponsored(id: string, tx: Tx): Promise<boolean> {
      const result = await model.updateOne({ _id: id }, { $set: { sponsored: true } }, { session: tx.session })
      return result.matchedCount > 0
    },
  }
}

export type Challenges = ReturnType<typeof openChallenges>
