import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { PremiumAuditRow } from '../domain/premium-audit.ts'

/** The trail of every change of money or access. There is no way here to change or remove a row. */
export const openPremiumAudit = (database: Database) => {
  const rows = collection<PremiumAuditRow>(database, {
    name: 'premium_audit',
    fields: {
      _id: 'string',
      athleteId: 'string | null',
      at: 'date',
      kind: 'string',
      what: 'string',
      cause: 'string',
      reference: 'string | null',
      amount: 'number | null',
      currency: 'string | null',
      reason: 'string | null',
      isRepair: 'boolean',
    },
    athletes: { ids: { athleteId: 'forget' }, exported: { to: ['athleteId'] } },
    indexes: [
      // The trail of an athlete, the newest first.
      { keys: { athleteId: 1, _id: -1 } },
      // What looks at the provider have repaired lately.
      { keys: { at: -1 }, name: 'repairs', only: { isRepair: true } },
    ],
  })
  return {
    addAtCommit(added: readonly PremiumAuditRow[], tx: Tx): void {
      rows.insertAtCommit(added, tx)
    },
    async listOf(athleteId: string, limit: number): Promise<readonly PremiumAuditRow[]> {
      return rows.many({ athleteId }, { sort: { _id: -1 }, limit })
    },
    async countRepairs(since: Date): Promise<number> {
      return rows.count({ isRepair: true, at: { $gt: since } })
    },
  }
}

export type PremiumAudit = ReturnType<typeof openPremiumAudit>
