import { expect, it } from 'vitest'
import { natsAddress } from './nats-address.ts'

it('leaves addresses without a user as they are', () => {
  expect(natsAddress('nats://127.0.0.1:4222')).toEqual({ servers: ['nats://127.0.0.1:4222'] })
  expect(natsAddress('one:4222, tls://two:4223')).toEqual({ servers: ['nats://one:4222', 'tls://two:4223'] })
  expect(natsAddress('nats://[::1]:4222')).toEqual({ servers: ['nats://[::1]:4222'] })
})

it('takes user and password out of the addresses', () => {
  expect(natsAddress('nats://ana:p%40ss@one:4222,nats://ana:p%40ss@two:4222')).toEqual({
    servers: ['nats://one:4222', 'nats://two:4222'],
    user: 'ana',
    pass: 'p@ss',
  })
})

it('refuses what is no address, and users that differ, without telling the password', () => {
  for (const urls of ['nats://', 'nats://a:secret@one:99999', 'one,,two', 'nats://ana:secret@one,nats://ben:secret@two'])
    expect(() => natsAddress(urls)).toThrow(/^NATS_URL: (?!.*secret)/)
})
