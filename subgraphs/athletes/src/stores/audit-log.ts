import { collection, type Database, type Tx } from '@gruppetto/runtime'

/** What a member of the staff has done to an account. */
export interface AuditRow {
  readonly _id: string
  readonly action: 'SUSPENDED' | 'SUSPENSION_LIFTED'
  /** Null when the account is erased. */
  readonly staffId: string | null
  /** Null when the account is erased. */
  readonly athleteId: string | null
  /** Why, in the words of the staff; null when nothing was said. */
  readonly reason: string | null
  readonly suspendedUntil: Date | null
  readonly at: Date
}

/** The audit log of accounts. Rows are only added. */
export const openAuditLog = (database: Database) => {
  const rows = collection<AuditRow>(database, {
    name: 'audit_log',
    fields: {
      _id: 'string',
      action: 'string',
      staffId: 'string | null',
      athleteId: 'string | null',
      reason: 'string | null',
      suspendedUntil: 'date | null',
      at: 'date',
    },
    // The line stays when an account is erased, without the people in it.
    athletes: { ids: { athleteId: 'forget', staffId: 'forget' }, exported: { without: ['staffId'], to: ['athleteId'] } },
    indexes: [
      // What was done to one account, the newest first.
      { keys: { athleteId: 1, at: -1 } },
    ],
  })
  return {
    /** Returns why an athlete was suspended last, in the words of the staff; null for who never was. */
    async suspensionReason(athleteId: string): Promise<string | null> {
      const [row] = await rows.many<Pick<AuditRow, 'reason'>>(
        { athleteId, action: 'SUSPENDED' },
        { fields: { reason: 1 }, sort: { at: -1 }, limit: 1 },
      )
      return row?.reason ?? null
    },
    async insert(row: AuditRow, tx: Tx): Promise<void> {
      await rows.insert([row], tx)
    },
  }
}

export type AuditLog = ReturnType<typeof openAuditLog>
