import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openLanes } from './lanes.ts'

describe('lanes', () => {
  it('run work of one key in order, one at a time, and of other keys beside it', async () => {
    const lanes = openLanes()
    const log: string[] = []
    const work = (name: string) => async () => {
      log.push(`${name} begins`)
      await setImmediate()
      log.push(`${name} ends`)
      return name
    }
    const done = await Promise.all([lanes.run('x', work('a')), lanes.run('x', work('b')), lanes.run('y', work('c'))])
    expect(done).toEqual(['a', 'b', 'c'])
    expect(log.filter((line) => !line.startsWith('c'))).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
    expect(log.indexOf('c begins')).toBeLessThan(log.indexOf('b begins'))
  })

  it('go on after work that fails', async () => {
    const lanes = openLanes()
    const failed = lanes.run('x', () => Promise.reject(new Error('no')))
    const next = lanes.run('x', async () => 'yes')
    await expect(failed).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })
})
