import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { PersonalGoalsRow } from '../domain/personal-goal.ts'

/** The goals that athletes have set for themselves, one row for each athlete. */
export const openPersonalGoals = (database: Database) => {
  const goals = collection<PersonalGoalsRow>(database, {
    name: 'personal_goals',
    fields: { _id: 'string', goals: 'array' },
    athletes: { ids: { _id: 'delete' }, exported: 'all' },
  })
  return {
    async get(athleteId: string, tx?: Tx): Promise<PersonalGoalsRow> {
      return (await goals.one({ _id: athleteId }, { tx })) ?? { _id: athleteId, goals: [] }
    },
    async put(row: PersonalGoalsRow, tx: Tx): Promise<void> {
      await goals.put([row], tx)
    },
  }
}

export type PersonalGoals = ReturnType<typeof openPersonalGoals>
