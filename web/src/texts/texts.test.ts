import { describe, expect, it } from 'vitest'
import { compileTexts } from '../../build/plugins.mjs'
import { type Compiled, formatMessage } from './format.ts'

const compile = (body: string): Readonly<Record<string, Readonly<Record<'en' | 'de', Compiled>>>> =>
  compileTexts(`export default texts(${body})`, 'texts.ts')

describe('texts', () => {
  it('are written with their plurals, selects and numbers in each language', () => {
    const { kudos, place, who } = compile(`{
      kudos: { en: '{count, plural, =0 {No kudos yet} one {# kudo} other {# kudos}}', de: '{count, plural, =0 {Noch keine Kudos} other {# Kudos}}' },
      place: { en: '{rank, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} of {all, number}', de: '{rank}. von {all, number}' },
      who: { en: '{who, select, you {You} other {{who}}} gave', de: '{who, select, you {Du hast} other {{who} hat}} gegeben' },
    }`)
    const en = (message: Compiled | undefined, values: Record<string, string | number>) =>
      formatMessage(message ?? '', values, 'en')
    const de = (message: Compiled | undefined, values: Record<string, string | number>) =>
      formatMessage(message ?? '', values, 'de')
    expect([0, 1, 12_345].map((count) => en(kudos?.en, { count }))).toEqual(['No kudos yet', '1 kudo', '12,345 kudos'])
    expect([0, 1, 12_345].map((count) => de(kudos?.de, { count }))).toEqual(['Noch keine Kudos', '1 Kudos', '12.345 Kudos'])
    expect([1, 2, 3, 11].map((rank) => en(place?.en, { rank, all: 1_000 }))).toEqual([
      '1st of 1,000',
      '2nd of 1,000',
      '3rd of 1,000',
      '11th of 1,000',
    ])
    expect(de(place?.de, { rank: 3, all: 1_000 })).toBe('3. von 1.000')
    expect([en(who?.en, { who: 'you' }), de(who?.de, { who: 'Ana' })]).toEqual(['You gave', 'Ana hat gegeben'])
  })

  it('keep a name that is written from right to left apart from what stands around it', () => {
    const { gave } = compile(
      `{ gave: { en: '{who} gave {count, plural, one {#} other {#}} ({club})', de: '{who}, {club}, {count, plural, other {#}}' } }`,
    )
    expect(formatMessage(gave?.en ?? '', { who: 'דנה', count: 3, club: 'Lago' }, 'en')).toBe('\u2068דנה\u2069 gave 3 (Lago)')
    expect(formatMessage(gave?.en ?? '', { who: 'Dana', count: 3, club: 'نادي' }, 'en')).toBe('Dana gave 3 (\u2068نادي\u2069)')
  })

  it.each([
    ["{ a: { en: 'A' } }", 'a has no text in de'],
    ["{ a: { en: '{n}', de: '{m}' } }", 'a has other arguments in en than in de: n / m'],
    ["{ a: { en: '{n, plural, one {x}}', de: '' } }", 'a in en'],
    ["{ a: { en: '{at, date}', de: '{at, date}' } }", 'is not supported'],
  ])('that are wrong stop the build: %s', (body, message) => {
    expect(() => compile(body)).toThrow(message)
  })
})
