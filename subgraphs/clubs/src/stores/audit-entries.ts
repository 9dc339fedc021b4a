import { behind, collection, type Database, type Tx } from '@gruppetto/runtime'
import type { AuditAction, AuditEntryRow } from '../domain/audit.ts'

export interface AuditRead {
  readonly clubId: string
  readonly actorId: string | null
  readonly action: AuditAction | null
  readonly after: { readonly at: Date; readonly id: string } | null
  readonly limit: number
}

const NEWEST_FIRST = { at: -1, _id: -1 } as const

/** The audit logs of clubs. Lines are added and read: nothing changes or deletes one. */
export const openAuditEntries = (database: Database) => {
  const entries = collection<AuditEntryRow>(database, {
    name: 'audit_entries',
    fields: {
      _id: 'string',
      clubId: 'string',
      actorId: 'string | null',
      action: 'string',
      subjectId: 'string | null',
      note: 'string | null',
      at: 'date',
    },
    athletes: { ids: { actorId: 'forget', subjectId: 'forget' }, exported: { to: ['actorId'] } },
    shardKey: { clubId: 'hashed' },
    indexes: [
      // Club.auditLog, the newest first.
      { keys: { clubId: 1, at: -1, _id: -1 } },
      // Club.auditLog of one actor; all that an erased athlete did.
      { keys: { actorId: 1, clubId: 1, at: -1, _id: -1 } },
      // Club.auditLog of one action.
      { keys: { clubId: 1, action: 1, at: -1, _id: -1 } },
    ],
  })
  return {
    addAtCommit(row: AuditEntryRow, tx: Tx): void {
      entries.insertAtCommit([row], tx)
    },
    async list({ clubId, actorId, action, after, limit }: AuditRead): Promise<readonly AuditEntryRow[]> {
      const filter = { clubId, ...(actorId === null ? {} : { actorId }), ...(action === null ? {} : { action }) }
      const beyond = behind(NEWEST_FIRST, after && { at: after.at, _id: after.id })
      return entries.many({ $and: [filter, beyond] }, { sort: NEWEST_FIRST, limit })
    },
  }
}
