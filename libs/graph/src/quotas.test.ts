import { parse } from 'graphql'
import { expect, it } from 'vitest'
import { QUOTAS, WITHOUT_QUOTA } from './quotas.ts'
import { SUBGRAPH_NAMES } from './subgraphs.ts'
import { subgraphTypeDefs } from './type-defs.ts'

const mutationsOf = (typeDefs: string): string[] =>
  parse(typeDefs).definitions.flatMap((definition) =>
    (definition.kind === 'ObjectTypeDefinition' || definition.kind === 'ObjectTypeExtension') &&
    definition.name.value === 'Mutation'
      ? (definition.fields ?? []).map((field) => field.name.value)
      : [],
  )

it('lists every mutation, with its quota or as one without', () => {
  const mutations = SUBGRAPH_NAMES.flatMap((name) => mutationsOf(subgraphTypeDefs(name))).sort()
  expect(mutations.length).toBeGreaterThan(40)
  expect([...Object.keys(QUOTAS), ...WITHOUT_QUOTA].sort()).toEqual(mutations)
})

it('allows more per day than per minute', () => {
  for (const [name, { perMinute, perDay }] of Object.entries(QUOTAS)) expect(perDay, name).toBeGreaterThan(perMinute)
})
