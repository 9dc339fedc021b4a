import type { Runtime } from '@gruppetto/runtime'
import type { PeriodicJob } from './module.ts'

/** How one row of a batch is worked on. */
interface Work<Row> {
  work(row: Row): Promise<void>
  /** What the log says when it fails. */
  readonly failure: string
}

/** Works on all rows at the same time. One that fails is logged, and the others go on. Returns how many have failed. */
export const workOnEach = async <Row>(
  { log }: Pick<Runtime, 'log'>,
  rows: readonly Row[],
  { work, failure }: Work<Row>,
): Promise<number> => {
  const results = await Promise.allSettled(rows.map(work))
  const failed = results.filter((result) => result.status === 'rejected')
  for (const { reason } of failed) log.error({ err: reason }, failure)
  return failed.length
}

interface DueJob<Row> extends Work<Row>, Omit<PeriodicJob, 'run'> {
  /** The highest number of batches in one run. */
  readonly maxBatches: number
  /** Returns the rows that are due at this moment, at most `limit`. One that has been worked on is not due any more. */
  due(now: Date, limit: number): Promise<readonly Row[]>
}

const BATCH_SIZE = 100

/**
 * A job that works on what is due, batch by batch. A run ends when a batch is not full, or when something in it has failed, since that
 * would come again at once; it is due again in the next run.
 */
export const dueJob = <Row>(
  runtime: Pick<Runtime, 'log' | 'now'>,
  { name, everyMs, maxBatches, due, ...work }: DueJob<Row>,
): PeriodicJob => ({
  name,
  everyMs,
  async run() {
    for (let batch = 0; batch < maxBatches; batch++) {
      const rows = await due(new Date(runtime.now()), BATCH_SIZE)
      const failed = await workOnEach(runtime, rows, work)
      if (rows.length < BATCH_SIZE || failed > 0) return
    }
  },
})
