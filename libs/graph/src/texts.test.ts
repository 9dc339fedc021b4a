import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { firstGraphemes, hasFewerGraphemes, hasMoreGraphemes } from './graphemes.ts'
import { fitLine, foldedText, linesText, lineText, searchQuery } from './texts.ts'

const line = lineText(1, 60)
const lines = linesText(1, 1000)
const problemOf = (schema: typeof line, text: string) => schema.safeParse(text).error?.issues[0]?.message ?? null

const family = '👨‍👩‍👧‍👦'
const england = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'

describe('a text', () => {
  it.each([
    ['one line, trimmed', '  Ana   Maria ', 'Ana Maria'],
    ['in one form', 'Zoe\u0308', 'Zo\u00eb'],
    ['without marks of direction', '\u200fعمر\u200e', 'عمر'],
    ['without what draws nothing', 'A\ufeffn\u2060a\u200b', 'Ana'],
    ['Persian with its joiner', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['a family and a flag', `${family} ${england}`, `${family} ${england}`],
    ['without tags that hide words', 'Ana\u{e0061}\u{e0062}', 'Ana'],
    ['Thai, Devanagari, Korean', 'ก็ นमस्ते 한국', 'ก็ นमस्ते 한국'],
    ['a sign alone', '♥', '♥'],
  ])('%s', (_name, given, kept) => {
    expect(line.parse(given)).toBe(kept)
  })

  it.each([
    '',
    ' \t\n',
    '\u200b\u200d\u2060',
    '\u3164\u115f\u1160\uffa0',
    '\u2800\u2800',
    '\u00ad',
    '\u0301',
    '\ue000',
    '\ufe0f\u{e0061}',
    '\u180e\u2000\u3000',
    '\u{1d159}',
  ])('%j shows nothing', (text) => {
    expect(problemOf(line, text)).not.toBeNull()
    expect(problemOf(lines, text)).not.toBeNull()
    expect(linesText(0, 100).parse(text.replace(/\t/g, ''))).toBe('')
  })

  it.each(['a\u0000b', 'a\nb', 'a\tb', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'a\u001bb'])('%j is not one line', (text) =>
    expect(problemOf(line, text)).toBe('holds control characters'),
  )

  it.each(['a\ud800b', '\udc00', 'a\u202eb', 'a\u2066b', 'a\u202ab', `a${'\u0301'.repeat(31)}`])('%j is refused', (text) => {
    expect(problemOf(line, text)).not.toBeNull()
    expect(problemOf(lines, text)).not.toBeNull()
  })

  it('of several lines keeps lines and tabs, and no other control character', () => {
    expect(lines.parse('one\r\ntwo\rthree\u2028four\t5')).toBe('one\ntwo\nthree\nfour\t5')
    expect(problemOf(lines, 'a\u0007b')).toBe('holds control characters')
  })

  it('is counted as a reader counts', () => {
    expect(line.parse(family.repeat(60))).toBe(family.repeat(60))
    expect(problemOf(line, family.repeat(61))).toBe('must have at most 60 characters')
    expect(line.parse('e\u0323\u0302'.repeat(60))).toHaveLength(60)
    expect(problemOf(lineText(3, 60), `a${family}`)).toBe('must have at least 3 characters')
    expect(problemOf(line, 'x'.repeat(61))).toBe('must have at most 60 characters')
  })

  it('is bounded before it is touched', () => {
    const normalize = vi.spyOn(String.prototype, 'normalize')
    try {
      for (const text of ['\u0301', 'a\u0301', '\u0327\u0301', family, ' ', '\u200d', '\ufb03'])
        for (const schema of [line, lines]) schema.safeParse(text.repeat(200_000 / text.length))
      expect(normalize).not.toHaveBeenCalled()
    } finally {
      normalize.mockRestore()
    }
  })
})

it('a text that is taken is its own kept form', () => {
  const kept = (schema: typeof line, text: string) => {
    const first = schema.safeParse(text)
    if (first.success) expect(schema.parse(first.data)).toBe(first.data)
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: 'grapheme' }), (a, b) => {
      for (const text of [a, b, a + b]) for (const schema of [line, lines]) kept(schema, text)
    }),
  )
})

describe('graphemes', () => {
  it('are counted as the engine counts, however long the text', () => {
    const whole = new Intl.Segmenter('en', { granularity: 'grapheme' })
    const piece = fc.constantFrom('a', 'e\u0301', family, '🇨🇭', '🇨', england, '한', 'क्षि', '\r\n', 'x'.repeat(250))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        const segments = [...whole.segment(text)].map(({ segment }) => segment)
        const count = segments.length
        expect([hasMoreGraphemes(text, count), hasFewerGraphemes(text, count)]).toEqual([false, false])
        expect(hasFewerGraphemes(text, count + 1)).toBe(true)
        if (count > 0) expect(hasMoreGraphemes(text, count - 1)).toBe(true)
        expect(firstGraphemes(text, 3)).toBe(segments.slice(0, 3).join(''))
      }),
    )
  })
})

describe('what comes from a file or is looked for', () => {
  it('a line of a file loses what cannot be shown', () => {
    expect(fitLine('  Round\tthe\n\u0007la\u202eke\ud800 ', 120)).toBe('Round the lake')
    expect(fitLine('\u3164', 120)).toBeNull()
    expect(fitLine(null, 120)).toBeNull()
    expect(fitLine(family.repeat(300), 120)).toBe(family.repeat(120))
    expect(fitLine(`a${'\u0301'.repeat(100_000)}`, 120)?.length).toBeLessThan(40)
  })

  it('a query is bounded', () => {
    expect(searchQuery(null)).toBe('')
    expect(searchQuery(' zeb ')).toBe('zeb')
    expect(() => searchQuery('x'.repeat(101))).toThrow('at most 100')
  })

  it('is folded as it was, and no marks are put in order for it', () => {
    expect(foldedText('Éclair ﬁn İzmir e\u0301 ẞ')).toBe('eclair fin izmir e ß')
    const normalize = vi.spyOn(String.prototype, 'normalize')
    try {
      foldedText('a\u0327\u0301\u0327'.repeat(1000))
      for (const result of normalize.mock.results) expect(result.value).not.toMatch(/\p{M}{2}/u)
    } finally {
      normalize.mockRestore()
    }
  })
})
