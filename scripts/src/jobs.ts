import type { PeriodicJob } from '@gruppetto/graph'
import { counter, histogram } from '@gruppetto/runtime'
import type { Logger } from 'pino'

const seconds = histogram({
  name: 'gruppetto_job_seconds',
  meaning: 'How long the runs of periodic jobs take.',
  labels: { task: 'the job; Prometheus keeps `job` for itself' },
})

const failures = counter({
  name: 'gruppetto_job_failures_total',
  meaning: 'Runs of periodic jobs that failed. The next run tries again.',
  labels: { task: 'the job; Prometheus keeps `job` for itself' },
})

export interface RunningJobs {
  /** Starts no more jobs. Resolves when the running ones have ended. */
  stop(): Promise<void>
}

/**
 * Runs each job in its interval, with jitter, so that processes do not run the same job together. In this process a job never runs twice
 * at once. A job that fails runs again in the next interval.
 */
export const startJobs = (jobs: readonly PeriodicJob[], log: Logger): RunningJobs => {
  const underWay = new Map<string, Promise<void>>()
  const timers = jobs.map((job) => {
    const turn = () => {
      if (underWay.has(job.name)) return
      const startedMs = performance.now()
      const run = job
        .run()
        .catch((error: unknown) => {
          failures.add({ task: job.name })
          log.warn({ err: error, job: job.name }, 'a job failed; its next turn tries again')
        })
        .finally(() => {
          seconds.observe({ task: job.name }, (performance.now() - startedMs) / 1000)
          underWay.delete(job.name)
        })
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
