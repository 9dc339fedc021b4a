import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { TrialRow } from '../domain/trial.ts'

export const openTrials = (database: Database) => {
  const trials = collection<TrialRow>(database, {
    name: 'trials',
    fields: { _id: 'string', at: 'date' },
    athletes: { none: 'keyed hashes, kept so that a person has one trial, also after an account was erased' },
  })
  return {
    async hasAny(keys: readonly string[]): Promise<boolean> {
      return (await trials.byId(keys)).size > 0
    },
    putAtCommit(rows: readonly TrialRow[], tx: Tx): void {
      trials.putAtCommit(rows, tx)
    },
  }
}

export type Trials = ReturnType<typeof openTrials>
