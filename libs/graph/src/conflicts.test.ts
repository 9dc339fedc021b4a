import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CONFLICT_REASONS } from './conflicts.ts'
import { conflict } from './errors.ts'

it('a conflict names its reason, how many there may be, and the argument that is taken', () => {
  expect(conflict('This event is over.', 'EVENT_OVER').extensions).toEqual({ code: 'CONFLICT', reason: 'EVENT_OVER' })
  expect(conflict('At most 2.', 'TOO_MANY_GUESTS', { max: 2 }).extensions).toMatchObject({ reason: 'TOO_MANY_GUESTS', max: 2 })
  expect(conflict('is taken', 'TAKEN', { path: 'input.handle' }).extensions.fields).toEqual([
    { path: 'input.handle', message: 'is taken', rule: 'TAKEN' },
  ])
})

it('the guide for clients names each reason, and no other', () => {
  const guide = readFileSync(new URL('../../../docs/guides/clients.md', import.meta.url), 'utf8')
  const section = guide.split('### Reasons of conflicts')[1]?.split('\n### ')[0] ?? ''
  expect([...section.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, reason]) => reason)).toEqual([...CONFLICT_REASONS])
})
