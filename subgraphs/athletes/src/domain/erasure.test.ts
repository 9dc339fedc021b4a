import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import { type ErasureRow, missingReports, namesOneOf, withReport } from './erasure.ts'

const row: ErasureRow = {
  _id: 'ath_1',
  handles: ['ana.s', 'ana'],
  email: 'ana"s@example.org',
  displayName: 'Ana "Sky"',
  closedAt: new Date(0),
  startedAt: new Date(1),
  round: 2,
  reported: ['social'],
}

describe('withReport', () => {
  it('notes each subgraph once, and no report of another round', () => {
    const after = withReport(row, { subgraph: 'clubs', round: 2 })
    expect(after?.reported).toEqual(['social', 'clubs'])
    expect(withReport(row, { subgraph: 'social', round: 2 })).toBeNull()
    expect(withReport(row, { subgraph: 'clubs', round: 1 })).toBeNull()
    const others = SUBGRAPH_NAMES.filter((name) => name !== 'social')
    expect(missingReports(row, false)).toEqual(others)
    expect(missingReports(row, true)).toEqual([...others, 'lake'])
    expect(missingReports({ reported: [...SUBGRAPH_NAMES, 'lake'] }, true)).toEqual([])
  })
})

describe('namesOneOf', () => {
  const nowMs = 10 * 3600_000
  const names = namesOneOf([row], nowMs)
  const event = (name: string, data: object, at = 0) => JSON.stringify({ name, at, actor: null, data })

  it.each([
    ['the id', event('kudos.given', { athleteId: 'ath_1' }), true],
    ['the mail', event('mail.requested', { address: row.email }, nowMs), true],
    ['the handle', event('athlete.changed', { handle: 'ana' }), true],
    ['a mention', event('mail.requested', { paragraphs: ['hello @ana.s'] }, nowMs), true],
    ['the name in a mail of yesterday', event('mail.requested', { paragraphs: [`${row.displayName} follows you`] }), true],
    ['the name in a mail that may not be sent yet', event('mail.requested', { subject: row.displayName }, nowMs), false],
    ['the name elsewhere', event('athlete.changed', { displayName: row.displayName }), false],
    ['somebody else', event('athlete.changed', { athleteId: 'ath_2', handle: 'anabel' }), false],
    ['no JSON', 'half an env', false],
  ])('finds an athlete by %s: %s', (_what, text, expected) => expect(names(text)).toBe(expected))
})
