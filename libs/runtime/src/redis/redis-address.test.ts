import { describe, expect, it } from 'vitest'
import { redisAddress } from './redis-address.ts'

describe('redisAddress', () => {
  it('leaves the URL of one server as it is', () => {
    for (const url of ['redis://127.0.0.1:6379', 'redis://:secret@valkey:6379/2', 'rediss://user:a%40b@valkey'])
      expect(redisAddress(url)).toEqual({ kind: 'one', url })
  })

  it('reads the members of a cluster, which share an account', () => {
    expect(redisAddress('redis+cluster://rider:a%40b:c@one:7000,two,[::1]:7002')).toEqual({
      kind: 'cluster',
      isTls: false,
      username: 'rider',
      password: 'a@b:c',
      nodes: [
        { host: 'one', port: 7000 },
        { host: 'two', port: 6379 },
        { host: '::1', port: 7002 },
      ],
    })
    expect(redisAddress('rediss+cluster://:secret@one')).toEqual({
      kind: 'cluster',
      isTls: true,
      password: 'secret',
      nodes: [{ host: 'one', port: 6379 }],
    })
  })

  it('reads Sentinels and the name of what they watch', () => {
    expect(redisAddress('redis+sentinel://one,two:26380/rides')).toEqual({
      kind: 'sentinels',
      isTls: false,
      nodes: [
        { host: 'one', port: 26379 },
        { host: 'two', port: 26380 },
      ],
      primary: 'rides',
    })
  })

  it.each([
    'one:6379',
    'redis://',
    'redis://one,two',
    'redis+sentinel://one:26379',
    'redis+ring://one',
    'redis+cluster://one:port',
    'redis+cluster://one,,two',
  ])('refuses %s and says what is right', (url) => {
    expect(() => redisAddress(url)).toThrow(/REDIS_URL/)
  })
})
