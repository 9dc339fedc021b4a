import { testRuntime } from '@gruppetto/testing'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { KEY_LEAD_MS, KEY_LIFE_MS } from '../src/domain/key-schedule.ts'
import { openTokenSigner } from '../src/pipelines/token-signer.ts'
import { openSigningKeys, type SigningKeys } from '../src/stores/signing-keys.ts'

const START = Date.UTC(2026, 0, 1)

let runtime: Awaited<ReturnType<typeof testRuntime>>
let store: SigningKeys
let nowMs = START
const claims = () => ({ athleteId: 'ath_1', sessionId: 'ses_1', roles: [], issuedAt: new Date(nowMs) })
beforeEach(async () => {
  nowMs = START
  runtime = await testRuntime({ now: () => nowMs })
  const database = await runtime.database('athletes')
  store = openSigningKeys(database)
  await database.prepare()
})
afterEach(() => runtime.close())

const kidOf = (token: string): string => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')).kid

it('one of several processes that start at once creates the key, and all sign with it', async () => {
  const signers = await Promise.all(Array.from({ length: 6 }, () => openTokenSigner(runtime, store)))
  expect(await store.all()).toHaveLength(1)
  const tokens = await Promise.all(signers.map((signer) => signer.sign(claims())))
  expect(new Set(tokens.map(({ token }) => kidOf(token))).size).toBe(1)
})

it('the key stays the same after a restart', async () => {
  const before = await (await openTokenSigner(runtime, store)).sign(claims())
  const after = await (await openTokenSigner(runtime, store)).sign(claims())
  expect(kidOf(after.token)).toBe(kidOf(before.token))
})

it('the next key is published an hour before it signs, and the old one until its last token has expired', async () => {
  const [signer, other] = await Promise.all([openTokenSigner(runtime, store), openTokenSigner(runtime, store)])
  const first = kidOf((await signer.sign(claims())).token)

  nowMs = START + KEY_LIFE_MS - KEY_LEAD_MS
  await Promise.all([signer.rotate(), other.rotate()])
  expect((await signer.keySet()).keys).toHaveLength(2)
  expect(kidOf((await signer.sign(claims())).token)).toBe(first)

  nowMs = START + KEY_LIFE_MS - 1000
  const last = await other.sign(claims())
  expect(kidOf(last.token)).toBe(first)

  nowMs = START + KEY_LIFE_MS
  const next = await other.sign(claims())
  expect(kidOf(next.token)).not.toBe(first)

  nowMs = START + KEY_LIFE_MS + 800_000
  await signer.rotate()
  const verify = async (token: string) =>
    jwtVerify(token, createLocalJWKSet(await signer.keySet()), { currentDate: new Date(nowMs) })
  await expect(verify(last.token)).resolves.toBeDefined()
  await expect(verify(next.token)).resolves.toBeDefined()

  nowMs = START + KEY_LIFE_MS + 2 * 900_000
  await signer.rotate()
  expect((await signer.keySet()).keys.map(({ kid }) => kid)).toEqual([kidOf(next.token)])
  await expect(verify(last.token)).rejects.toThrow()
})

it('a key of another identity secret stays published, and a new key signs at once', async () => {
  const before = await (await openTokenSigner(runtime, store)).sign(claims())
  const changed = { ...runtime, config: { ...runtime.config, identitySecret: 'another secret of more than 32 characters' } }
  const signer = await openTokenSigner(changed, store)
  const after = await signer.sign(claims())
  expect(kidOf(after.token)).not.toBe(kidOf(before.token))
  // Tokens that were issued before still verify.
  const keySet = createLocalJWKSet(await signer.keySet())
  await expect(jwtVerify(before.token, keySet, { currentDate: new Date(nowMs) })).resolves.toBeDefined()
})
