import type { Caller } from '@gruppetto/graph'
import pino from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadGatewayConfig } from '../config.ts'
import { hashOf } from '../operations/operations.ts'
import { trustedDocuments } from './trusted.ts'

const known = '{ plans }'
const other = '{ viewer { id } }'
const anonymous: Caller = { kind: 'anonymous', address: null }
const athlete = (athleteId: string, roles: readonly 'STAFF'[] = []): Caller => ({
  kind: 'athlete',
  athleteId,
  sessionId: 'ses_1',
  roles: [...roles],
  address: null,
})
const partner = (keyId: string): Caller => ({ kind: 'partner', keyId, brandId: 'brd_1', scopes: [], address: null })

const said: Record<string, unknown>[] = []
const log = pino({ base: null }, { write: (line: string) => void said.push(JSON.parse(line)) })
const policy = (env: Record<string, string>, isRead = true) =>
  trustedDocuments(
    loadGatewayConfig(env),
    { isRead: () => isRead, textOf: (hash) => (hash === hashOf(known) ? known : undefined) },
    log,
  )
const codeOf = (error: Error) => (error as Error & { extensions?: { code: string } }).extensions?.code

beforeEach(() => void said.splice(0))

describe('trusted documents', () => {
  it('bind nobody unless the configuration says so', () => {
    const { allows } = policy({})
    expect([anonymous, athlete('ath_1'), partner('key_1')].map((caller) => allows(other, caller))).toEqual([true, true, true])
  })

  it('bind the callers that are named', () => {
    const { allows } = policy({ TRUSTED_DOCUMENTS: 'anonymous, athletes' })
    expect([anonymous, athlete('ath_1'), partner('key_1')].map((caller) => allows(other, caller))).toEqual([false, false, true])
    expect(allows(known, anonymous)).toBe(true)
    // Another text is another document, even if it means the same.
    expect(allows(`${known} `, anonymous)).toBe(false)
  })

  it('except whom the configuration names', () => {
    const { allows } = policy({ TRUSTED_DOCUMENTS: 'all', TRUSTED_DOCUMENTS_EXCEPT: 'staff,athlete:ath_2,key:key_2' })
    expect(allows(other, athlete('ath_1'))).toBe(false)
    expect(allows(other, athlete('ath_1', ['STAFF']))).toBe(true)
    expect(allows(other, athlete('ath_2'))).toBe(true)
    expect([partner('key_1'), partner('key_2')].map((caller) => allows(other, caller))).toEqual([false, true])
    expect(allows(other, anonymous)).toBe(false)
  })

  it('refuse with the reason that helps', () => {
    const { refusal } = policy({ TRUSTED_DOCUMENTS: 'all' })
    expect(codeOf(refusal(athlete('ath_1')))).toBe('FORBIDDEN')
    expect(codeOf(refusal({ ...anonymous, refused: 'The token has expired.' } as Caller))).toBe('UNAUTHENTICATED')
    expect(codeOf(policy({ TRUSTED_DOCUMENTS: 'all' }, false).refusal(anonymous))).toBe('SERVICE_UNAVAILABLE')
  })

  it('are only reported where that is all that is wanted: each once, by its name and not by its text', () => {
    const { allows } = policy({ TRUSTED_DOCUMENTS: 'all', TRUSTED_DOCUMENTS_REPORT: 'on' })
    const secret = 'mutation SignIn { signIn(input: { email: "a@b.example", password: "secret" }) }'
    for (const text of [known, other, secret, secret]) expect(allows(text, anonymous)).toBe(true)
    expect(said).toMatchObject([
      { hash: hashOf(other), operation: null, caller: 'anonymous' },
      { hash: hashOf(secret), operation: 'SignIn' },
    ])
    expect(JSON.stringify(said)).not.toContain('password')
    for (let index = 0; index < 2_000; index += 1) allows(`query Q${index} { plans }`, anonymous)
    expect(said).toHaveLength(1_001)
    expect(said.at(-1)).toMatchObject({ msg: 'no more operations are reported' })
  })

  it.each([
    ['TRUSTED_DOCUMENTS', 'on'],
    ['TRUSTED_DOCUMENTS', 'anonymous;athletes'],
    ['TRUSTED_DOCUMENTS_EXCEPT', 'everybody'],
    ['TRUSTED_DOCUMENTS_EXCEPT', 'athlete:'],
  ])('are no setting: %s=%s', (name, value) => {
    expect(() => loadGatewayConfig({ [name]: value })).toThrow(name)
  })
})
