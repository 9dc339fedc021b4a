import { openLog } from '@gruppetto/runtime'
import { describe, expect, it, vi } from 'vitest'
import { dueJob } from './due-job.ts'

/** A job over numbers that are due until they are worked on. Those in `broken` fail. */
const start = (numbers: number, broken: readonly number[] = []) => {
  const waiting = new Set(Array.from({ length: numbers }, (_, index) => index))
  const log = openLog({ logLevel: 'silent', run: 'test' })
  const logged = vi.spyOn(log, 'error')
  const job = dueJob(
    { log, now: () => 1_000 },
    {
      name: 'test-work',
      everyMs: 60_000,
      maxBatches: 3,
      due: async (now, limit) => (now.getTime() === 1_000 ? [...waiting].slice(0, limit) : []),
      work: async (number) => {
        if (broken.includes(number)) throw new Error(`${number} is broken`)
        waiting.delete(number)
      },
      failure: 'a number could not be worked on',
    },
  )
  return { job, waiting, logged }
}

describe('a job over what is due', () => {
  it('works until a batch is not full', async () => {
    const { job, waiting } = start(250)
    await job.run()
    expect(waiting.size).toBe(0)
  })

  it('ends a run after so many batches', async () => {
    const { job, waiting } = start(1_000)
    await job.run()
    expect(waiting.size).toBe(700)
  })

  it('logs what fails, goes on with the others of the batch, and ends the run', async () => {
    const { job, waiting, logged } = start(250, [7])
    await job.run()
    expect(waiting.size).toBe(151)
    expect(logged.mock.calls).toEqual([[{ err: new Error('7 is broken') }, 'a number could not be worked on']])
  })
})
