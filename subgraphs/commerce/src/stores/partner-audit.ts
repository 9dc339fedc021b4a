import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { PartnerAuditRow } from '../domain/partner-audit.ts'

/** The audit log of brands. Rows are only added. */
export const openPartnerAudit = (database: Database) => {
  const rows = collection<PartnerAuditRow>(database, {
    name: 'partner_audit',
    fields: {
      _id: 'string',
      brandId: 'string',
      act: 'string',
      subjectId: 'string',
      staffId: 'string | null',
      keyId: 'string | null',
      note: 'string | null',
      at: 'date',
    },
    // The line stays when the account of a member of the staff is erased, without the member.
    athletes: { ids: { staffId: 'forget' }, exported: { to: ['staffId'] } },
    indexes: [
      // What was done for one brand, the newest first.
      { keys: { brandId: 1, at: -1 } },
    ],
  })
  return {
    addAtCommit(row: PartnerAuditRow, tx: Tx): void {
      rows.insertAtCommit([row], tx)
    },
  }
}
