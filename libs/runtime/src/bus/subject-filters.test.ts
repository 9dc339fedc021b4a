import { expect, test } from 'vitest'
import { unionOfSubjects } from './subject-filters.ts'

test('keeps what either list has, once', () => {
  expect(unionOfSubjects(['evt.a.b.*', 'retry.x'], ['evt.a.c.*', 'retry.x'])).toEqual(['evt.a.b.*', 'retry.x', 'evt.a.c.*'])
})

test('takes all versions for each of them, whichever list has them', () => {
  expect(unionOfSubjects(['evt.a.b.v1', 'evt.a.b.v2', 'evt.a.c.v1'], ['evt.a.b.*'])).toEqual(['evt.a.c.v1', 'evt.a.b.*'])
  expect(unionOfSubjects(['evt.a.b.*'], ['evt.a.b.v1'])).toEqual(['evt.a.b.*'])
})

test('takes nothing for a name that only begins alike', () => {
  expect(unionOfSubjects(['evt.a.b-more.v1'], ['evt.a.b.*'])).toEqual(['evt.a.b-more.v1', 'evt.a.b.*'])
})
