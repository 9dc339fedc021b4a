import { expect, it } from 'vitest'
import { mailText } from './mail.ts'

it('one notification is the subject and the text of its mail', () => {
  expect(mailText(['Ben would like to follow you'])).toEqual({
    subject: 'Ben would like to follow you',
    paragraphs: ['Ben would like to follow you.'],
  })
})

it('several are counted in the subject, and ten of them are named', () => {
  const sentences = Array.from({ length: 12 }, (_, index) => `Sentence ${index + 1}`)
  const { subject, paragraphs } = mailText(sentences)
  expect(subject).toBe('Sentence 1, and 11 more')
  expect(paragraphs).toHaveLength(11)
  expect(paragraphs.slice(-2)).toEqual(['Sentence 10.', 'And 2 more.'])
})
