import type { PeriodicJob } from '@gruppetto/graph'
import { closeStatements } from '../pipelines/close-statements.ts'
import type { Services } from '../services.ts'

export const closeStatementsMonthly = (services: Services): PeriodicJob => ({
  name: 'commerce-close-statements',
  everyMs: 15 * 60_000,
  run: () => closeStatements(services),
})
