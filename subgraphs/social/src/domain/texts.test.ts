import { describe, expect, it } from 'vitest'
import { commentText, postText } from './texts.ts'

describe('texts', () => {
  it.each([
    ['trimmed', '  Hi\n ', true],
    ['empty', ' \t\n ', false],
    ['of the greatest length, counted in visible characters', '🚵'.repeat(1000), true],
    ['too long', 'x'.repeat(1001), false],
    ['with a bell', 'a\u0007b', false],
    ['with lines', 'a\r\nb\tc', true],
  ])('%s', (_name, text, isGood) => {
    expect(commentText.safeParse(text).success).toBe(isGood)
  })

  it('allows a post twice that length', () => {
    expect(postText.parse('x'.repeat(2000))).toHaveLength(2000)
    expect(postText.safeParse('x'.repeat(2001)).success).toBe(false)
  })
})
