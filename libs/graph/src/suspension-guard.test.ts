import { buildSchema, graphql } from 'graphql'
import { expect, it } from 'vitest'
import type { Caller } from './identity.ts'
import { QUOTAS, WITHOUT_QUOTA } from './quotas.ts'
import { guardSuspended, WHILE_SUSPENDED } from './suspension-guard.ts'

const UNTIL_MS = Date.parse('2026-12-24T12:00:00Z')
const ends: Readonly<Record<string, number>> = { ath_bad: UNTIL_MS }
let nowMs = UNTIL_MS - 1
const schema = guardSuspended(
  buildSchema('type Query { read: Boolean } type Mutation { addComment: Boolean signOut: Boolean somethingNew: Boolean }'),
  { suspendedUntilMs: async (athleteId) => ends[athleteId] ?? null },
  { now: () => nowMs },
)
const athlete = (athleteId: string): Caller => ({ kind: 'athlete', athleteId, sessionId: 's', roles: [], address: null })

const ask = async (source: string, caller: Caller) => {
  const root = { addComment: true, signOut: true, somethingNew: true, read: true }
  const { errors = [] } = await graphql({ schema, source, rootValue: root, contextValue: { caller } })
  return errors.map(({ message, extensions }) => ({ message, ...extensions }))
}

it('refuses every change of a suspended athlete, and says until when', async () => {
  const refused = {
    code: 'FORBIDDEN',
    suspendedUntil: '2026-12-24T12:00:00.000Z',
    message: expect.stringContaining('2026-12-24'),
  }
  expect(await ask('mutation { addComment somethingNew }', athlete('ath_bad'))).toMatchObject([refused, refused])
})

it('lets the athlete read and leave, and others do everything', async () => {
  expect(await ask('{ read }', athlete('ath_bad'))).toEqual([])
  expect(await ask('mutation { signOut }', athlete('ath_bad'))).toEqual([])
  expect(await ask('mutation { addComment }', athlete('ath_good'))).toEqual([])
  expect(await ask('mutation { addComment }', { kind: 'anonymous', address: null })).toEqual([])
})

it('ends by itself', async () => {
  nowMs = UNTIL_MS
  expect(await ask('mutation { addComment }', athlete('ath_bad'))).toEqual([])
})

it('allows only mutations that exist', () => {
  const mutations = new Set([...Object.keys(QUOTAS), ...WITHOUT_QUOTA])
  expect([...WHILE_SUSPENDED].filter((name) => !mutations.has(name))).toEqual([])
})
