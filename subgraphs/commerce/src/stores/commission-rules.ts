import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { CommissionRuleRow } from '../domain/commission.ts'

export const openCommissionRules = (database: Database) => {
  const rules = collection<CommissionRuleRow>(database, {
    name: 'commission_rules',
    fields: { _id: 'string', brandId: 'string', from: 'date', basisPoints: 'number', attributionDays: 'number', setAt: 'date' },
    athletes: { none: 'contracts of brands' },
    indexes: [
      // Lists the versions of a brand's rule.
      { keys: { brandId: 1, from: -1 } },
    ],
  })
  return {
    async insert(row: CommissionRuleRow, tx: Tx): Promise<void> {
      await rules.insert([row], tx)
    },
    /** Returns all versions of a brand's rule, the newest first. */
    async listOfBrand(brandId: string, tx?: Tx): Promise<readonly CommissionRuleRow[]> {
      return rules.many({ brandId }, { sort: { from: -1 }, tx })
    },
  }
}

export type CommissionRules = ReturnType<typeof openCommissionRules>
