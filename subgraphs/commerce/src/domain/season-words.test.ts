import { describe, expect, it } from 'vitest'
import { COLD_WORDS, SEASON_WORDS, WARM_WORDS } from './season-words.ts'
import { wordsOf } from './words.ts'

describe('the words of seasons', () => {
  it.each(Object.keys(SEASON_WORDS))('stand as names are read, each once, in %s', (language) => {
    const { cold = [], warm = [] } = SEASON_WORDS[language] ?? {}
    const words = [...cold, ...warm]
    expect(words.flatMap((word) => wordsOf(word))).toEqual(words)
    expect(new Set(words).size).toBe(words.length)
    expect(Math.min(cold.length, warm.length)).toBeGreaterThan(0)
  })

  it('say one half of the year in all languages', () => {
    expect([...COLD_WORDS].filter((word) => WARM_WORDS.has(word))).toEqual([])
  })
})
