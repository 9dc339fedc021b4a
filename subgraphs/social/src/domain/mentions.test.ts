import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findMentions, MAX_MENTIONS, mentionedIds } from './mentions.ts'

const first = (text: string) => findMentions(text).map((handles) => handles[0])

describe('findMentions', () => {
  it.each([
    ['@ana rides', ['ana']],
    ['with @Ana_B, (@ben.c)!', ['ana_b', 'ben.c']],
    ['mail ana@example.org or x@y', []],
    ['@ab is too short, @@ana is not one', []],
    ['日本語@ana', ['ana']],
    ['走った@anaさんと', ['ana']],
    ['ขอบคุณ@anaครับ', ['ana']],
    ['ที่@ana.bครับ', ['ana.b']],
    ['谢谢@ana,还有@ben。', ['ana', 'ben']],
    ['고마워@ana님', ['ana']],
    ['ありがとー@ana', ['ana']],
    ['今日は@dot.dashと', ['dot.dash']],
    ['用户@example.com', []],
    ['Zoë@ana, cafe\u0301@ana, живу@ana, 7@ana', []],
    ['@anaë is longer', []],
    [
      '(@ana) "@ben" [@cleo]: @dara, @eva; @finn! @gus? @hal/@ida',
      ['ana', 'ben', 'cleo', 'dara', 'eva', 'finn', 'gus', 'hal', 'ida'],
    ],
    ['_with @ana_', ['ana']],
    ['https://medium.com/@ana/a-ride', []],
    ['see https://example.org/?q=@ana, @ben', ['ben']],
    ['medium.com/@ana and www.example.org/@ana', []],
    ['http://localhost:3000/@ana ftp://x@ana', []],
    ['見てhttps://example.org/@ana。@ben', ['ben']],
    ['[@ana](https://example.org/@ben)', ['ana']],
    ['mailto:ana@example.org <ben@example.org> a+b@ana.org', []],
    ['@ana@mastodon.example', []],
    ['@ana@ana.social and @ben@xn--bcher-kva.example', []],
    ['@ben and @ana@mastodon.example', ['ben']],
    ['run `npm i @ana/core` with @ben', ['ben']],
    ['```\n@ana\n``` @ben', ['ben']],
    ['a lone ` and @ana', ['ana']],
    ['``@ana`` @ben', ['ben']],
    ['＠ana', ['ana']],
    ['@ana\n@ben', ['ana', 'ben']],
    [`@${'a'.repeat(31)}`, []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(first(text)).toEqual(expected)
  })

  it('offers first the handle without the full stops of the sentence', () => {
    expect(findMentions('ask @ana...')).toEqual([['ana', 'ana...', 'ana..', 'ana.']])
    expect(findMentions('_ask @ana_')).toEqual([['ana', 'ana_']])
  })

  it('assumes that a full stop ends the sentence when a capital letter follows', () => {
    expect(findMentions('ask @ana.then ride')).toEqual([['ana.then', 'ana']])
    expect(findMentions('ask @ana.Then ride')).toEqual([['ana', 'ana.then']])
    expect(findMentions('ask @Ana.Mueller.')).toEqual([['ana.mueller', 'ana', 'ana.mueller.']])
    expect(findMentions('ask @ana.m.Then ride')).toEqual([['ana.m', 'ana', 'ana.m.then']])
  })

  it('takes time in proportion to the length of the text', () => {
    for (const piece of ['a', 'a.', '@', '@a.', 'a/', 'www.', 'x:', '@abc@', '走@', '@abc.A', '`', '``', '```', '`@abc'])
      expect(findMentions(piece.repeat(32_000 / piece.length)).length).toBeLessThanOrEqual(MAX_MENTIONS)
  })

  it('stops at the limit', () => {
    expect(findMentions('@abc '.repeat(MAX_MENTIONS + 5))).toHaveLength(MAX_MENTIONS)
  })

  it('never fails, and offers only possible handles', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const handle of findMentions(text).flat()) expect(handle).toMatch(/^[a-z0-9_.]{3,30}$/)
      }),
    )
  })

  it('finds every handle that stands between blanks', () => {
    const handle = fc.stringMatching(/^[a-z0-9]{1,9}(_[a-z0-9]{1,9}){1,2}$/)
    fc.assert(
      fc.property(fc.array(handle, { maxLength: MAX_MENTIONS }), (handles) => {
        expect(first(handles.map((name) => `hi @${name}`).join(' '))).toEqual(handles)
      }),
    )
  })
})

describe('mentionedIds', () => {
  const ids = new Map([
    ['ana.', 'ath_1'],
    ['ana', 'ath_2'],
    ['ben', 'ath_3'],
    ['ana.b', 'ath_4'],
    ['old_', 'ath_5'],
  ])

  it('takes the likeliest handle that exists, each athlete once, in order', () => {
    expect(mentionedIds(findMentions('@ben @ana. @ana.b @ana.c @nobody @BEN'), ids)).toEqual(['ath_3', 'ath_2', 'ath_4'])
  })

  it('finds an older handle that ends with an underscore', () => {
    expect(mentionedIds(findMentions('with @old_!'), ids)).toEqual(['ath_5'])
  })
})
