import { readFileSync } from 'node:fs'
import { Kind, parse } from 'graphql'
import { expect, it } from 'vitest'
import { SPORTS } from './sports.ts'

it('SPORTS has the sports of the schema in the same order', () => {
  const { definitions } = parse(readFileSync(new URL('../../../schema/common.graphql', import.meta.url), 'utf8'))
  const sport = definitions.find((node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'Sport')
  expect(sport?.kind === Kind.ENUM_TYPE_DEFINITION && sport.values?.map((value) => value.name.value)).toEqual([...SPORTS])
})
