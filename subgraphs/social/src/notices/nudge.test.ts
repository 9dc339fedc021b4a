import { expect, it } from 'vitest'
import { nudge } from './nudge.ts'
import { ana, nobody } from './testing.ts'

it('says who has not been out, and why one is asked', () => {
  const text = 'Ana has not been out for two weeks. You follow each other: a cheer from you may help'
  expect(nudge.sentence({}, ana, {})).toBe(text)
  expect(nudge.sentence({}, nobody, {})).toMatch(/^Someone has not/)
})

it('is in the app alone, until somebody wants more', () => {
  expect(nudge.defaults).toEqual({ push: false, mail: false })
})
