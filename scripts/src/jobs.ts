import type { PeriodicJob } from '@gruppetto/graph'
import type { Logger } from 'pino'

export interface RunningJobs {
  /** Starts no more, and resolves when those under way have ended. */
  stop(): Promise<void>
}

/** Runs each job on its clock, never twice at once in this process, a little apart from the same job elsewhere. A failure waits for the next turn. */
export const startJobs = (jobs: readonly PeriodicJob[], log: Logger): RunningJobs => {
  const underWay = new Map<string, Promise<void>>()
  const timers = jobs.map((job) => {
    const turn = () => {
      if (underWay.has(job.name)) return
      const run = job
        .run()
        .catch((error: unknown) => log.warn({ err: error, job: job.name }, 'a job failed; its next turn tries again'))
        .finally(() => underWay.delete(job.name))
      underWay.set(job.name, run)
    }
    return setInterval(turn, job.everyMs * (0.9 + Math.random() * 0.2)).unref()
  })
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(underWay.values())
    },
  }
}
