import { type TestRuntime, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { primariesOf } from '../src/mod.ts'

let runtime: TestRuntime
beforeAll(async () => {
  runtime = await testRuntime()
})
afterAll(() => runtime.close())

/** The connection to the one server that there is. */
const server = () => {
  const [redis] = primariesOf(runtime.redis)
  if (redis === undefined) throw new Error('there is no Redis')
  return redis
}

describe('the connection to Redis', () => {
  it('sends the commands of one turn together, and each gets its own answer', async () => {
    const redis = server()
    const { stream } = redis
    const bytesBefore = stream.bytesWritten
    const asked = Array.from({ length: 50 }, (_, index) => (index === 25 ? redis.call('NONSENSE') : redis.incr('turn')))
    expect([stream.writableCorked, stream.writableLength > 0]).toEqual([1, true])
    const answers = await Promise.allSettled(asked)
    expect(stream.writableCorked).toBe(0)
    expect(stream.bytesWritten).toBeGreaterThan(bytesBefore)
    expect(answers[25]).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('NONSENSE') } })
    const counted = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    expect(counted).toEqual(Array.from({ length: 49 }, (_, index) => index + 1))
  })

  it('sends transactions and pipelines among other commands in their order', async () => {
    const { redis } = runtime
    const results = await Promise.all([
      redis.set('order', 'a'),
      redis.multi().append('order', 'b').append('order', 'c').exec(),
      redis.pipeline().append('order', 'd').get('order').exec(),
      redis.append('order', 'e'),
    ])
    expect(results).toEqual([
      'OK',
      [
        [null, 2],
        [null, 3],
      ],
      [
        [null, 4],
        [null, 'abcd'],
      ],
      5,
    ])
  })

  it('is held back no more when its connection has broken in the middle of a turn', async () => {
    const redis = server()
    await redis.set('before', 'x')
    const lost = redis.get('before')
    redis.stream.destroy()
    expect(await lost).toBe('x')
    expect(await redis.get('before')).toBe('x')
    expect(redis.stream.writableCorked).toBe(0)
  })
})
