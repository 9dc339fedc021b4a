import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schemaProblems } from './breaking-changes.ts'

const released = buildSchema('type Query { me: String, you(id: ID): Int } enum Sport { RUN RIDE }')

describe('schemaProblems', () => {
  it('accepts additions', () => {
    const present = buildSchema('type Query { me: String!, you(id: ID, more: Int): Int, they: Int } enum Sport { RUN RIDE SWIM }')
    expect(schemaProblems(released, present, [])).toEqual([])
  })

  it.each([
    ['a field that is gone', 'type Query { you(id: ID): Int } enum Sport { RUN RIDE }', 'Query.me was removed.'],
    [
      'another type',
      'type Query { me: Int, you(id: ID): Int } enum Sport { RUN RIDE }',
      'Query.me changed type from String to Int.',
    ],
    [
      'an argument that must be given now',
      'type Query { me: String, you(id: ID!): Int } enum Sport { RUN RIDE }',
      'Query.you arg id has changed type from ID to ID!.',
    ],
    [
      'an enum value that is gone',
      'type Query { me: String, you(id: ID): Int } enum Sport { RUN }',
      'RIDE was removed from enum type Sport.',
    ],
  ])('names %s, until it is accepted', (_what, sdl, change) => {
    const present = buildSchema(sdl)
    expect(schemaProblems(released, present, [])).toEqual([`breaks released clients: ${change}`])
    expect(schemaProblems(released, present, [{ change, reason: 'nobody ever used it' }])).toEqual([])
  })

  it('names a change that is accepted but not made, so that nobody can make it later unnoticed', () => {
    const change = 'Query.me was removed.'
    expect(schemaProblems(released, released, [{ change, reason: 'nobody ever used it' }])).toEqual([
      `is accepted, and not made: ${change}`,
    ])
  })
})
