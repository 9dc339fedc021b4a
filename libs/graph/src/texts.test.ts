import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { firstGraphemes, hasFewerGraphemes, hasMoreGraphemes } from './graphemes.ts'
import { cleanLine, foldText, linesText, lineText, readSearchQuery, withoutStrayJoiners } from './texts.ts'

const line = lineText(1, 60)
const lines = linesText(1, 1000)
const problemOf = (schema: typeof line, text: string) => schema.safeParse(text).error?.issues[0]?.message ?? null

const family = '👨‍👩‍👧‍👦'
const england = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'

describe('a text', () => {
  it.each([
    ['trims a line and collapses spaces', '  Ana   Maria ', 'Ana Maria'],
    ['normalises to NFC', 'Zoe\u0308', 'Zo\u00eb'],
    ['removes direction marks', '\u200fعمر\u200e', 'عمر'],
    ['removes invisible characters', 'A\ufeffn\u2060a\u200b', 'Ana'],
    ['keeps the joiner of Persian', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['keeps emoji that are sequences', `${family} ${england}`, `${family} ${england}`],
    ['removes tag characters outside flags', 'Ana\u{e0061}\u{e0062}', 'Ana'],
    ['keeps Thai, Devanagari and Korean', 'ก็ นमस्ते 한국', 'ก็ นमस्ते 한국'],
    ['keeps a single sign', '♥', '♥'],
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
  ])('%j counts as empty', (text) => {
    expect(problemOf(line, text)).not.toBeNull()
    expect(problemOf(lines, text)).not.toBeNull()
    expect(linesText(0, 100).parse(text.replace(/\t/g, ''))).toBe('')
  })

  it.each(['a\u0000b', 'a\nb', 'a\tb', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'a\u001bb'])('%j is refused in one line', (text) =>
    expect(problemOf(line, text)).toBe('holds control characters'),
  )

  it.each(['a\ud800b', '\udc00', 'a\u202eb', 'a\u2066b', 'a\u202ab', `a${'\u0301'.repeat(31)}`])('%j is refused', (text) => {
    expect(problemOf(line, text)).not.toBeNull()
    expect(problemOf(lines, text)).not.toBeNull()
  })

  it('of several lines keeps line breaks and tabs, but no other control characters', () => {
    expect(lines.parse('one\r\ntwo\rthree\u2028four\t5')).toBe('one\ntwo\nthree\nfour\t5')
    expect(problemOf(lines, 'a\u0007b')).toBe('holds control characters')
  })

  it('is measured in characters as a reader sees them', () => {
    expect(line.parse(family.repeat(60))).toBe(family.repeat(60))
    expect(problemOf(line, family.repeat(61))).toBe('must have at most 60 characters')
    expect(line.parse('e\u0323\u0302'.repeat(60))).toHaveLength(60)
    expect(problemOf(lineText(3, 60), `a${family}`)).toBe('must have at least 3 characters')
    expect(problemOf(line, 'x'.repeat(61))).toBe('must have at most 60 characters')
  })

  it('is refused for its length before it is normalised', () => {
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

it('an accepted text does not change when it is read again', () => {
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
  it('are counted as the engine counts them in the whole text', () => {
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

describe('other texts', () => {
  it('a line of a file is cleaned for display', () => {
    expect(cleanLine('  Round\tthe\n\u0007la\u202eke\ud800 ', 120)).toBe('Round the lake')
    expect(cleanLine('\u3164', 120)).toBeNull()
    expect(cleanLine(null, 120)).toBeNull()
    expect(cleanLine(family.repeat(300), 120)).toBe(family.repeat(120))
    expect(cleanLine(`a${'\u0301'.repeat(100_000)}`, 120)?.length).toBeLessThan(40)
  })

  it('a search text has a limit', () => {
    expect(readSearchQuery(null)).toBe('')
    expect(readSearchQuery(' zeb ')).toBe('zeb')
    expect(() => readSearchQuery('x'.repeat(101))).toThrow('at most 100')
  })

  it('a text is folded without sorting marks', () => {
    expect(foldText('Éclair ﬁn İzmir e\u0301 ẞ')).toBe('eclair fin izmir e ß')
    const normalize = vi.spyOn(String.prototype, 'normalize')
    try {
      foldText('a\u0327\u0301\u0327'.repeat(1000))
      for (const result of normalize.mock.results) expect(result.value).not.toMatch(/\p{M}{2}/u)
    } finally {
      normalize.mockRestore()
    }
  })
})

describe('withoutStrayJoiners', () => {
  it('removes joiners that nobody could see', () => {
    expect(withoutStrayJoiners('A\u200dna\u200c Kel\u200dler\u200d')).toBe('Ana Keller')
    expect(withoutStrayJoiners('\u200dАня')).toBe('Аня')
  })

  it('keeps those that join an emoji or shape a word', () => {
    for (const text of ['👩\u200d🚒', '🏳️\u200d🌈', '👩🏽\u200d🔬', 'می\u200cخواهم', 'क्\u200dष'])
      expect(withoutStrayJoiners(text)).toBe(text)
  })
})
