import { testRuntime } from '@gruppetto/testing'
import { expect, it } from 'vitest'

// Every test of the platform runs with this refusal, so each command of it that names several keys is checked wherever a test causes it.
it('a command whose keys a cluster might keep in different places is refused, also by one server', async () => {
  const { redis, close } = await testRuntime()
  try {
    await redis.mset('{ath_1}:a', '1', '{ath_1}:b', '2')
    expect(await redis.mget('{ath_1}:a', '{ath_1}:b')).toEqual(['1', '2'])
    await expect(redis.mget('{ath_1}:a', '{ath_2}:a')).rejects.toThrow(/mget has keys without a common hash tag.*\{ath_2\}:a/)
    await expect(redis.eval('return 1', 2, 'one', 'two')).rejects.toThrow(/without a common hash tag/)
    // What is sent in the same turn is not held up by one that is refused.
    const [refused, taken] = await Promise.allSettled([redis.del('one', 'two'), redis.get('{ath_1}:a')])
    expect([refused.status, taken]).toEqual(['rejected', { status: 'fulfilled', value: '1' }])
  } finally {
    await close()
  }
})

it('a process of a production has one server as it is', async () => {
  const { redis, close } = await testRuntime({ env: { NODE_ENV: 'production' } })
  try {
    expect(await redis.mget('{ath_1}:a', '{ath_2}:a')).toEqual([null, null])
  } finally {
    await close()
  }
})
