import { expect, it } from 'vitest'
import { mentionAt, piecesOf, withMention } from './mention.ts'

it('a mention is noticed where it is typed', () => {
  expect(mentionAt('hey @an', 7)).toBe('an')
  expect(mentionAt('@', 1)).toBe('')
  expect(mentionAt('(@ben_1', 7)).toBe('ben_1')
  expect(mentionAt('mail@an', 7)).toBe(null)
  expect(mentionAt('hey @an there', 13)).toBe(null)
  expect(mentionAt('hey @an there', 7)).toBe('an')
})

it('a handle takes the place of what was typed of it', () => {
  expect(withMention('hey @an', 7, 'ana')).toEqual({ text: 'hey @ana ', caret: 9 })
  expect(withMention('hey @an there', 7, 'ana')).toEqual({ text: 'hey @ana there', caret: 9 })
})

it('a text is cut at the mentions of known people, and nothing is lost of it', () => {
  const text = 'Well done @Ana and @ben. <b>@nobody</b>'
  expect(piecesOf(text, ['ana', 'ben'])).toEqual([
    'Well done ',
    { handle: 'ana', text: '@Ana' },
    ' and ',
    { handle: 'ben', text: '@ben' },
    '. <b>@nobody</b>',
  ])
  expect(piecesOf('', [])).toEqual([])
  expect(
    piecesOf(text, ['ana', 'ben'])
      .map((piece) => (typeof piece === 'string' ? piece : piece.text))
      .join(''),
  ).toBe(text)
})
