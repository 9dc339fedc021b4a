import { expect, it } from 'vitest'
import { doneOf } from './steps.ts'

const NEW = { emailVerified: false, avatarUrl: null, followingCount: 0, clubs: 0, activities: 0 }

it('who is new has all before them, and reads what is done', () => {
  expect(doneOf(NEW)).toEqual(new Set())
  expect(doneOf({ ...NEW, emailVerified: true, clubs: 1, avatarUrl: 'https://gruppetto.example/a.webp' })).toEqual(
    new Set(['verify', 'club', 'picture']),
  )
})

it('who follows somebody, has recorded something and is found is new no more, without a club or a picture', () => {
  const settled = { ...NEW, emailVerified: true, followingCount: 1, activities: 1 }
  expect(doneOf(settled)).toBeNull()
  expect(doneOf({ ...settled, emailVerified: false })).toEqual(new Set(['follow', 'activity']))
})

it('what a subgraph did not answer is no step that is missing', () => {
  for (const name of ['followingCount', 'clubs', 'activities'] as const) expect(doneOf({ ...NEW, [name]: null })).toBeNull()
})
