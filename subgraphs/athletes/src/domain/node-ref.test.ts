import { newId } from '@gruppetto/graph'
import { expect, it } from 'vitest'
import { nodeRefOf } from './node-ref.ts'

it('a reference has the type of the id', () => {
  const ref = newId('Activity')
  expect(nodeRefOf(ref)).toEqual({ __typename: 'Activity', ref })
})

it.each([
  newId('Athlete'),
  newId('Session'),
  newId('FeedItem'),
  newId('ApiKey'),
  '',
  'act_',
  'act_x',
  'nope',
  'x'.repeat(10_000),
])('there is no reference for %s', (id) => expect(nodeRefOf(id)).toBeNull())
