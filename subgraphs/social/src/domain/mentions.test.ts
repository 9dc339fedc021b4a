import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_MENTIONS, mentionCandidates, mentionedIds } from './mentions.ts'

const first = (text: string) => mentionCandidates(text).map((handles) => handles[0])

describe('mentionCandidates', () => {
  it.each([
    ['@ana rides', ['ana']],
    ['with @Ana_B, (@ben.c)!', ['ana_b', 'ben.c']],
    ['mail ana@example.org or x@y', []],
    ['@ab is too short, @@ana is not one', []],
    ['日本語@ana', []],
    ['@ana\n@ben', ['ana', 'ben']],
    [`@${'a'.repeat(31)}`, []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(first(text)).toEqual(expected)
  })

  it('offers a handle with and without the sentence’s full stops', () => {
    expect(mentionCandidates('ask @ana...')).toEqual([['ana...', 'ana..', 'ana.', 'ana']])
  })

  it('stops at the bound', () => {
    expect(mentionCandidates('@abc '.repeat(MAX_MENTIONS + 5))).toHaveLength(MAX_MENTIONS)
  })

  it('never fails, and offers only what can be a handle', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const handle of mentionCandidates(text).flat()) expect(handle).toMatch(/^[a-z0-9_.]{3,30}$/)
      }),
    )
  })

  it('finds every handle that stands between blanks', () => {
    const handle = fc.stringMatching(/^[a-z0-9_]{3,30}$/)
    fc.assert(
      fc.property(fc.array(handle, { maxLength: MAX_MENTIONS }), (handles) => {
        expect(first(handles.map((name) => `hi @${name}`).join(' '))).toEqual(handles)
      }),
    )
  })
})

describe('mentionedIds', () => {
  it('takes the longest handle there is, each athlete once, in order', () => {
    const ids = new Map([
      ['ana.', 'ath_1'],
      ['ana', 'ath_2'],
      ['ben', 'ath_3'],
    ])
    expect(mentionedIds(mentionCandidates('@ben @ana. @ana @nobody @BEN'), ids)).toEqual(['ath_3', 'ath_1', 'ath_2'])
  })
})
