import { scrape, switchMetricsOn } from '@gruppetto/runtime'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { startJobs } from './jobs.ts'

it('a job that fails is counted, and its next turn tries again', async () => {
  const off = await switchMetricsOn()
  let runs = 0
  const job = {
    name: 'clubs-count-wheels',
    everyMs: 5,
    async run() {
      runs += 1
      if (runs < 3) throw new Error('no wheels')
    },
  }
  const jobs = startJobs([job], pino({ level: 'silent' }))
  await expect.poll(() => runs).toBeGreaterThanOrEqual(3)
  await jobs.stop()
  const text = await scrape()
  expect(text).toContain('gruppetto_job_failures_total{task="clubs-count-wheels"} 2')
  expect(text).toContain(`gruppetto_job_seconds_count{task="clubs-count-wheels"} ${runs}`)
  off()
})
