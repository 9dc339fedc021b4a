import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, PASSWORD, SIGN_IN, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const from = (address: string) => ({ kind: 'anonymous', address }) as const
const signIn = (email: string, password: string, address: string) =>
  world.ask(SIGN_IN, { input: { email, password } }, from(address))

it('after ten wrong passwords an address must wait for that account, and for that account alone', async () => {
  const [victim, other] = [await world.signUp(), await world.signUp()]
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect((await signIn(victim.email, 'wrong wrong', '198.51.100.7')).codes).toEqual(['UNAUTHENTICATED'])
  }
  const late = await signIn(victim.email.toUpperCase(), PASSWORD, '198.51.100.7')
  expect(late.codes).toEqual(['RATE_LIMITED'])
  expect(late.errors[0]?.extensions.retryAfterSeconds).toBeGreaterThan(800)
  expect(late.errors[0]?.extensions.retryAfterSeconds).toBeLessThanOrEqual(900)
  expect((await signIn(victim.email, PASSWORD, '198.51.100.8')).codes).toEqual([])
  expect((await signIn(other.email, PASSWORD, '198.51.100.7')).codes).toEqual([])
})

it('unknown addresses are counted alike, so that the limit does not tell who has an account', async () => {
  const answers = []
  for (let attempt = 0; attempt < 11; attempt += 1)
    answers.push(await signIn('no-one@example.org', 'wrong wrong', '198.51.100.9'))
  expect(answers.flatMap(({ codes }) => codes)).toEqual([...Array(10).fill('UNAUTHENTICATED'), 'RATE_LIMITED'])
})

it('a right password begins the count anew', async () => {
  const { email } = await world.signUp()
  for (let round = 0; round < 2; round += 1) {
    for (let attempt = 0; attempt < 8; attempt += 1) await signIn(email, 'wrong wrong', '198.51.100.10')
    expect((await signIn(email, PASSWORD, '198.51.100.10')).codes).toEqual([])
  }
})

it('Redis holds no e-mail address', async () => {
  const { email } = await world.signUp()
  await signIn(email, 'wrong wrong', '198.51.100.11')
  const keys = await world.runtime.redis.keys(`${world.runtime.config.namespace}:*`)
  expect(keys.some((key) => key.includes('sign-in:'))).toBe(true)
  expect(keys.join()).not.toContain(email)
})

it('one signs in and out while Redis is away', async () => {
  const away = await openWorld()
  try {
    const someone = await away.signUp()
    away.runtime.redis.disconnect()
    const started = Date.now()
    const { data, codes } = await away.ask(SIGN_IN, { input: { email: someone.email, password: PASSWORD } })
    expect(codes).toEqual([])
    expect(Date.now() - started).toBeLessThan(3000)
    expect((await away.ask('mutation { signOut }', {}, someone.caller)).data).toEqual({ signOut: true })
    expect(data.signIn.viewer.athlete.id).toBe(someone.id)
    await away.runtime.redis.connect()
    const job = away.subgraph.opened.jobs.find(({ name }) => name === 'athletes-restore-revocations')
    await job?.run()
    expect(await away.runtime.redis.exists(`revoked:${someone.sessionId}`)).toBe(1)
  } finally {
    await away.close()
  }
})
