import { behind, collection, type Database, type Tx, type Where } from '@gruppetto/runtime'
import { type ChallengeChange, type ChallengeRow, LONGEST_CHALLENGE_MS } from '../domain/challenge.ts'
import type { TeamScore } from '../domain/team.ts'
import type { ChallengeStatus, Sport } from '../domain/values.ts'

export interface ChallengesRead {
  /** Only challenges of this club; null for all. */
  readonly clubId: string | null
  /** The clubs whose hidden challenges are included. */
  readonly insideClubs: readonly string[]
  readonly status: ChallengeStatus | null
  readonly sport: Sport | null
  readonly sponsoredOnly: boolean
  readonly after: { readonly startsAt: Date; readonly id: string } | null
  readonly limit: number
  readonly nowMs: number
}

const NEWEST_FIRST = { startsAt: -1, _id: -1 } as const

/** Matches the challenges for which statusAt of domain/challenge.ts returns `status`. */
const statusFilter = (status: ChallengeStatus | null, nowMs: number): Where<ChallengeRow> => {
  const now = new Date(nowMs)
  if (status === null) return {}
  if (status === 'CANCELLED') return { cancelledAt: { $ne: null } }
  if (status === 'UPCOMING') return { cancelledAt: null, startsAt: { $gt: now } }
  if (status === 'ENDED') return { cancelledAt: null, endsAt: { $lte: now } }
  // No challenge is longer than LONGEST_CHALLENGE_MS, which limits the range of the index.
  const earliest = new Date(nowMs - LONGEST_CHALLENGE_MS)
  return { cancelledAt: null, startsAt: { $lte: now, $gt: earliest }, endsAt: { $gt: now } }
}

/** Challenges. */
export const openChallenges = (database: Database) => {
  const challenges = collection<ChallengeRow>(database, {
    name: 'challenges',
    fields: {
      _id: 'string',
      title: 'string',
      description: 'string | null',
      kind: 'string',
      metric: 'string',
      sports: 'array',
      target: 'number | null',
      segmentId: 'string | null?',
      rules: 'object?',
      startsAt: 'date',
      endsAt: 'date',
      settlesAt: 'date?',
      cancelledAt: 'date | null',
      finalAt: 'date?',
      clubId: 'string | null',
      bestOfTeam: 'number | null?',
      teamIds: 'array?',
      finalTeams: 'array?',
      isPublic: 'boolean',
      moderation: 'object?',
      createdById: 'string',
      createdAt: 'date',
      participantCount: 'number',
      sponsored: 'boolean',
      sponsorEnded: 'boolean?',
      badgeName: 'string | null?',
      revision: 'number',
    },
    athletes: { ids: { createdById: 'forget' }, exported: { to: ['createdById'] } },
    renamed: { startsAtMs: 'startsAt', endsAtMs: 'endsAt', cancelledAtMs: 'cancelledAt', createdAtMs: 'createdAt' },
    indexes: [
      // challenges: those that everyone may see, the latest start first.
      { keys: { isPublic: 1, startsAt: -1, _id: -1 } },
      // Club.challenges, and the hidden challenges of a viewer's clubs in challenges.
      { keys: { clubId: 1, startsAt: -1, _id: -1 } },
      // Club.challenges: the challenges between clubs that it has entered.
      { keys: { teamIds: 1, startsAt: -1, _id: -1 }, only: { teamIds: { $gt: '' } } },
    ],
  })
  return {
    async insert(row: ChallengeRow, tx: Tx): Promise<void> {
      await challenges.insert([row], tx)
    },
    async get(id: string, tx?: Tx): Promise<ChallengeRow | null> {
      return challenges.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, ChallengeRow>> {
      return challenges.byId(ids, { tx })
    },
    async list(wanted: ChallengesRead): Promise<readonly ChallengeRow[]> {
      const { after } = wanted
      const beyond = behind(NEWEST_FIRST, after && { startsAt: after.startsAt, _id: after.id })
      const visible =
        wanted.insideClubs.length === 0
          ? { isPublic: true }
          : { $or: [{ isPublic: true }, { clubId: { $in: wanted.insideClubs } }] }
      return challenges.many(
        {
          $and: [
            visible,
            wanted.clubId === null ? {} : { $or: [{ clubId: wanted.clubId }, { teamIds: wanted.clubId }] },
            statusFilter(wanted.status, wanted.nowMs),
            wanted.sport === null ? {} : { sports: wanted.sport },
            wanted.sponsoredOnly ? { sponsored: true, sponsorEnded: { $ne: true } } : {},
            // Who made one that moderators have removed finds it by its id.
            { 'moderation.isTakenDown': { $ne: true } },
            beyond,
          ],
        },
        { sort: NEWEST_FIRST, limit: wanted.limit },
      )
    },
    /** A club's challenges that have not ended and are not cancelled. */
    async openOfClub(clubId: string, nowMs: number, tx: Tx): Promise<readonly ChallengeRow[]> {
      return challenges.many({ clubId, cancelledAt: null, endsAt: { $gt: new Date(nowMs) } }, { tx })
    },
    /** Changes the number of participants. Returns the challenge as it is then. */
    async addParticipants(id: string, by: 1 | -1, tx: Tx): Promise<ChallengeRow | null> {
      return challenges.updateAndGet({ _id: id }, { $inc: { participantCount: by } }, tx)
    },
    /** Shows the challenges of a club to everybody, or hides them. Returns those that change, as they are then. */
    async setPublic(clubId: string, isPublic: boolean, tx: Tx): Promise<readonly ChallengeRow[]> {
      const rows = await challenges.many({ clubId, isPublic: !isPublic }, { tx })
      if (rows.length === 0) return []
      await challenges.updateMany({ clubId, isPublic: !isPublic }, { $set: { isPublic }, $inc: { revision: 1 } }, tx)
      return rows.map((row) => ({ ...row, isPublic, revision: row.revision + 1 }))
    },
    async update(id: string, fields: ChallengeChange, tx: Tx): Promise<ChallengeRow | null> {
      return challenges.updateAndGet({ _id: id, cancelledAt: null }, { $set: fields, $inc: { revision: 1 } }, tx)
    },
    async cancel(id: string, nowMs: number, tx: Tx): Promise<ChallengeRow | null> {
      const change = { $set: { cancelledAt: new Date(nowMs) }, $inc: { revision: 1 } }
      return challenges.updateAndGet({ _id: id, cancelledAt: null }, change, tx)
    },
    /** Notes what moderators have decided, and whether the challenge is cancelled with it. Returns it as it is then. */
    async setModeration(
      id: string,
      change: Pick<ChallengeRow, 'moderation' | 'cancelledAt'>,
      tx: Tx,
    ): Promise<ChallengeRow | null> {
      return challenges.updateAndGet({ _id: id }, { $set: change, $inc: { revision: 1 } }, tx)
    },
    async setFinal(id: string, finalTeams: readonly TeamScore[], nowMs: number, tx: Tx): Promise<void> {
      await challenges.updateOne({ _id: id }, { $set: { finalAt: new Date(nowMs), finalTeams } }, tx)
    },
    async setTeams(id: string, teamIds: readonly string[], tx: Tx): Promise<ChallengeRow | null> {
      return challenges.updateAndGet({ _id: id }, { $set: { teamIds }, $inc: { revision: 1 } }, tx)
    },
    /** Returns whether there is such a challenge. */
    async markSponsored(id: string, sponsorEnded: boolean, tx: Tx): Promise<boolean> {
      const marks = sponsorEnded ? { sponsored: true, sponsorEnded } : { sponsored: true }
      return challenges.updateOne({ _id: id }, { $set: marks }, tx)
    },
  }
}

export type Challenges = ReturnType<typeof openChallenges>
