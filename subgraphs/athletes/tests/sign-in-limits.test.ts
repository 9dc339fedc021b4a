import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { NETWORK_MAX, openSignInAttempts, UNKNOWN_NETWORKS_MAX } from '../src/stores/sign-in-attempts.ts'
import { openWorld, PASSWORD, SIGN_IN, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const from = (address: string) => ({ kind: 'anonymous', address }) as const
const signIn = (email: string, password: string, address: string) =>
  world.ask(SIGN_IN, { input: { email, password } }, from(address))

it('after ten wrong passwords a network must wait for that account, but for no other', async () => {
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

it('a /64 of IPv6 counts as one network', async () => {
  const { email } = await world.signUp()
  const codes = []
  for (let attempt = 0; attempt < 11; attempt += 1)
    codes.push(...(await signIn(email, 'wrong wrong', `2001:db8:7:7::${attempt.toString(16)}`)).codes)
  expect(codes).toEqual([...Array(10).fill('UNAUTHENTICATED'), 'RATE_LIMITED'])
  expect((await signIn(email, PASSWORD, '2001:db8:7:8::1')).codes).toEqual([])
})

it('guesses from many unknown networks share one limit, which does not lock out the owner', async () => {
  const { email } = await world.signUp()
  expect((await signIn(email, PASSWORD, '203.0.113.5')).codes).toEqual([])
  const codes = []
  for (let attempt = 0; attempt < UNKNOWN_NETWORKS_MAX; attempt += 1)
    codes.push(...(await signIn(email, 'wrong wrong', `198.18.${attempt}.1`)).codes)
  expect(codes.at(-1)).toBe('RATE_LIMITED')
  expect(codes.filter((code) => code === 'UNAUTHENTICATED').length).toBeLessThan(UNKNOWN_NETWORKS_MAX)
  // Even the right password is refused from another unknown network; the owner signs in from a known one.
  expect((await signIn(email, PASSWORD, '198.18.200.1')).codes).toEqual(['RATE_LIMITED'])
  expect((await signIn(email, PASSWORD, '203.0.113.5')).codes).toEqual([])
})

it('a network that tries many accounts is stopped', async () => {
  const network = '198.51.100.77'
  await Promise.all(
    Array.from({ length: NETWORK_MAX }, (_, index) =>
      openSignInAttempts(world.runtime).count(`nobody-${index}@example.org`, network),
    ),
  )
  const { email } = await world.signUp()
  expect((await signIn(email, PASSWORD, network)).codes).toEqual(['RATE_LIMITED'])
  expect((await signIn(email, PASSWORD, '198.51.100.78')).codes).toEqual([])
})

it('a refused sign-in is logged without personal data', async () => {
  const lines: string[] = []
  const noting = await openWorld()
  const warn = vi.spyOn(noting.runtime.log, 'warn').mockImplementation((facts: unknown) => void lines.push(JSON.stringify(facts)))
  try {
    const { email } = await noting.signUp()
    await noting.ask(SIGN_IN, { input: { email, password: 'wrong wrong' } }, from('198.51.100.80'))
    await noting.ask(SIGN_IN, { input: { email: 'no-one@example.org', password: 'wrong wrong' } }, from('198.51.100.80'))
    expect(lines.filter((line) => line.includes('sign-in.refused'))).toHaveLength(2)
    expect(lines.join()).toMatch(/WRONG_PASSWORD.*UNKNOWN_ADDRESS/)
    for (const personal of [email, 'no-one@example.org', 'wrong wrong', '198.51.100.80'])
      expect(lines.join()).not.toContain(personal)
  } finally {
    warn.mockRestore()
    await noting.close()
  }
})

it('unknown e-mail addresses have the same limit, so that it does not reveal who has an account', async () => {
  const answers = []
  for (let attempt = 0; attempt < 11; attempt += 1)
    answers.push(await signIn('no-one@example.org', 'wrong wrong', '198.51.100.9'))
  expect(answers.flatMap(({ codes }) => codes)).toEqual([...Array(10).fill('UNAUTHENTICATED'), 'RATE_LIMITED'])
})

it('a right password resets the count', async () => {
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

it('sign-in and sign-out work without Redis, and guesses are still counted', async () => {
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
    const guesses = []
    for (let attempt = 0; attempt < 11; attempt += 1)
      guesses.push(
        ...(await away.ask(SIGN_IN, { input: { email: someone.email, password: 'wrong wrong' } }, from('198.51.100.12'))).codes,
      )
    expect(guesses.at(-1)).toBe('RATE_LIMITED')
    await away.runtime.redis.connect()
    const job = away.subgraph.opened.jobs.find(({ name }) => name === 'athletes-restore-revocations')
    await job?.run()
    expect(await away.runtime.redis.exists(`revoked:${someone.sessionId}`)).toBe(1)
  } finally {
    await away.close()
  }
})
