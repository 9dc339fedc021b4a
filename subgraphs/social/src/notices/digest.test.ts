import { expect, it } from 'vitest'
import { digest } from './digest.ts'
import { nobody } from './testing.ts'

it('says what the persona cares for most', () => {
  expect(digest.sentence({ summary: 'You were out twice' }, nobody, {})).toBe('Your week: You were out twice')
})
