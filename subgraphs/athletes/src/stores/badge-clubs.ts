import { collection, type Database, type Tx } from '@gruppetto/runtime'

/** A membership of a club, as of its last event. */
export interface ClubMemberRow {
  /** See memberId. */
  readonly _id: string
  readonly clubId: string
  readonly athleteId: string
  readonly revision: number
  readonly isActive: boolean
}

interface ClubSizeRow {
  /** The club's id. */
  readonly _id: string
  readonly active: number
  /** Absent until the club is known. */
  readonly isSecret?: boolean
  readonly clubRevision?: number
}

export const memberId = (clubId: string, athleteId: string): string => `${clubId}:${athleteId}`

/** The members of clubs and how many there are, for the badge of a club of ten. */
export const openBadgeClubs = (database: Database) => {
  const members = collection<ClubMemberRow>(database, {
    name: 'badge_club_members',
    fields: { _id: 'string', clubId: 'string', athleteId: 'string', revision: 'number', isActive: 'boolean' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a copy of what clubs exports' } },
    indexes: [
      // A club that has just become one of ten, or is none any more: its members.
      { keys: { clubId: 1, isActive: 1, athleteId: 1 } },
    ],
  })
  const sizes = collection<ClubSizeRow>(database, {
    name: 'badge_club_sizes',
    fields: { _id: 'string', active: 'number', isSecret: 'boolean?', clubRevision: 'number?' },
    athletes: { none: 'how many members clubs have' },
  })
  return {
    async get(id: string, tx: Tx): Promise<ClubMemberRow | null> {
      return members.one({ _id: id }, { tx })
    },
    async put(row: ClubMemberRow, tx: Tx): Promise<void> {
      await members.put([row], tx)
    },
    /** Returns the club with its number of members after some more or fewer. Transactions of one club wait for each other here. */
    async resize(clubId: string, by: number, tx: Tx): Promise<ClubSizeRow> {
      return sizes.upsertAndGet({ _id: clubId }, { $inc: { active: by } }, tx)
    },
    async getClub(clubId: string, tx: Tx): Promise<ClubSizeRow | null> {
      return sizes.one({ _id: clubId }, { tx })
    },
    /** Notes whether a club is SECRET. */
    async setSecret(clubId: string, isSecret: boolean, clubRevision: number, tx: Tx): Promise<void> {
      await sizes.upsertOne({ _id: clubId }, { $set: { isSecret, clubRevision }, $setOnInsert: { active: 0 } }, tx)
    },
    /** Returns active members in the order of their ids, after one of them. */
    async activeAfter(clubId: string, athleteId: string, limit: number, tx: Tx): Promise<readonly string[]> {
      const rows = await members.many<Pick<ClubMemberRow, 'athleteId'>>(
        { clubId, isActive: true, athleteId: { $gt: athleteId } },
        { fields: { athleteId: 1 }, sort: { athleteId: 1 }, limit, tx },
      )
      return rows.map((row) => row.athleteId)
    },
    async activeOf(clubId: string, limit: number, tx: Tx): Promise<readonly string[]> {
      const rows = await members.many<Pick<ClubMemberRow, 'athleteId'>>(
        { clubId, isActive: true },
        { fields: { athleteId: 1 }, sort: { athleteId: 1 }, limit, tx },
      )
      return rows.map(({ athleteId }) => athleteId)
    },
  }
}

export type BadgeClubs = ReturnType<typeof openBadgeClubs>
