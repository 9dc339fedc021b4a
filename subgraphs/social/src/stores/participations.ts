import { openProjection } from '@gruppetto/relations'
import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ClubRole } from '../domain/club-moderation.ts'

export type GroupKind = 'CLUB' | 'SEGMENT' | 'CHALLENGE'

/** An athlete's part in a club or a challenge, or an effort on a segment, as the last event told it. */
export interface ParticipationRow {
  /** See participationId; of an effort, its id. */
  readonly _id: string
  readonly kind: GroupKind
  readonly groupId: string
  readonly athleteId: string
  /** Whether the athlete takes part now, and everybody who sees the group may know it. */
  readonly present: boolean
  /** Whether a sponsor's challenge names the athlete to everybody. */
  readonly isNamed: boolean
  /** Whether the athlete is invited to the club. Absent in rows of earlier releases. */
  readonly isInvited?: boolean
  /** Of a member of a club. Absent in rows of earlier releases. */
  readonly role?: ClubRole
  /** Of a member of a club: until then the member writes nothing in it. */
  readonly mutedUntil?: Date | null
  readonly revision: number
  /** Of an effort: when it began. */
  readonly changedAt: Date
  /** Efforts are forgotten after a year. */
  readonly expiresAt: Date | null
}

/** The id of a membership of a club, or of a participation in a challenge. */
export const participationId = (groupId: string, athleteId: string): string => `${groupId}:${athleteId}`

export type GroupMember = Pick<ParticipationRow, 'groupId' | 'athleteId' | 'isNamed'>

/** Who takes part in what: a projection of memberships, participations and efforts, for suggestions, and for who is in a club. */
export const openParticipations = (database: Database) => {
  const rows = collection<ParticipationRow>(database, {
    name: 'participations',
    fields: {
      _id: 'string',
      kind: 'string',
      groupId: 'string',
      athleteId: 'string',
      present: 'boolean',
      isNamed: 'boolean',
      isInvited: 'boolean?',
      role: 'string?',
      mutedUntil: 'date | null?',
      revision: 'number',
      changedAt: 'date',
      expiresAt: 'date | null',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what clubs and activities export' } },
    shardKey: { groupId: 1 },
    indexes: [
      // The clubs, segments or challenges of an athlete, the latest first.
      { keys: { athleteId: 1, kind: 1, present: 1, changedAt: -1 } },
      // The athletes in a group, the latest first.
      { keys: { groupId: 1, present: 1, changedAt: -1 } },
      // All members of a club, page by page.
      { keys: { groupId: 1, present: 1, athleteId: 1 } },
      // Those who run a club.
      { keys: { groupId: 1, present: 1, role: 1 } },
      // Deletes old efforts.
      { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  })
  return {
    ...openProjection(rows),
    putAllAtCommit(changed: readonly ParticipationRow[], tx: Tx): void {
      rows.putAtCommit(changed, tx)
    },
    /** Returns the groups of one kind in which the athlete took part last. Reads at most `rowsRead` rows. */
    async groupsOf(athleteId: string, kind: GroupKind, rowsRead: number): Promise<readonly string[]> {
      const found = await rows.many<Pick<ParticipationRow, 'groupId'>>(
        { athleteId, kind, present: true },
        { fields: { groupId: 1 }, sort: { changedAt: -1 }, limit: rowsRead },
      )
      return [...new Set(found.map((row) => row.groupId))]
    },
    /** Returns the members of a club after one of them, by their ids. */
    async membersAfter(clubId: string, afterId: string, limit: number, tx: Tx): Promise<readonly string[]> {
      const found = await rows.many<Pick<ParticipationRow, 'athleteId'>>(
        { groupId: clubId, present: true, athleteId: { $gt: afterId } },
        { fields: { athleteId: 1 }, sort: { athleteId: 1 }, limit, tx },
      )
      return found.map(({ athleteId }) => athleteId)
    },
    /** Returns the members of a club who have one of these roles, at most a hundred. */
    async withRoles(clubId: string, roles: readonly ClubRole[], tx?: Tx): Promise<readonly string[]> {
      const found = await rows.many<Pick<ParticipationRow, 'athleteId'>>(
        { groupId: clubId, present: true, role: { $in: roles } },
        { fields: { athleteId: 1 }, limit: 100, tx },
      )
      return found.map(({ athleteId }) => athleteId)
    },
    /** Returns who joined these groups last. Reads at most `rowsRead` rows of all groups together. */
    async membersOf(groupIds: readonly string[], rowsRead: number): Promise<readonly GroupMember[]> {
      if (groupIds.length === 0) return []
      return rows.many<GroupMember>(
        { groupId: { $in: groupIds }, present: true },
        { fields: { groupId: 1, athleteId: 1, isNamed: 1 }, sort: { changedAt: -1 }, limit: rowsRead },
      )
    },
  }
}

export type Participations = ReturnType<typeof openParticipations>
