import { readFileSync } from 'node:fs'
import { buildASTSchema, getNamedType, isObjectType, parse } from 'graphql'
import { expect, it } from 'vitest'
import { directivesOf } from '../schema/directives.ts'
import { cacheHintsOf } from './cache-hints.ts'

const sdl = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8')
const hints = cacheHintsOf(directivesOf(sdl))
const schema = buildASTSchema(parse(sdl), { assumeValid: true })
const types = Object.values(schema.getTypeMap()).filter(isObjectType)

/** What nobody hides, and whose every change is announced. See announceShown in commerce. */
const ANNOUNCED = ['Brand', 'Product', 'ProductConnection']
/** What athletes or clubs may hide is not kept for longer, since no hint of a change is certain to arrive. */
const LONGEST_UNANNOUNCED = 1

it('the schema keeps what is not announced for a second at most', () => {
  const long = types.flatMap((type) => {
    const ofFields = Object.values(type.getFields()).map((field) => ({
      place: `${type.name}.${field.name}`,
      of: getNamedType(field.type).name,
      hint: hints.ofField(type.name, field.name),
    }))
    return [{ place: type.name, of: type.name, hint: hints.ofType(type.name) }, ...ofFields].filter(
      ({ hint }) => (hint?.maxAge ?? 0) > LONGEST_UNANNOUNCED,
    )
  })
  expect(long.length).toBeGreaterThan(2)
  expect(long.filter(({ of }) => !ANNOUNCED.includes(of))).toEqual([])
})

it('what inherits a longer time from these is a part of them', () => {
  const reached = new Set<string>()
  const look = (name: string): void => {
    const type = schema.getType(name)
    if (!isObjectType(type) || reached.has(name)) return
    reached.add(name)
    for (const field of Object.values(type.getFields())) {
      const of = getNamedType(field.type).name
      const inherits = hints.ofField(name, field.name)?.inheritMaxAge === true || ['edges', 'pageInfo'].includes(field.name)
      if (inherits || (hints.ofType(of)?.maxAge ?? 0) > LONGEST_UNANNOUNCED) look(of)
    }
  }
  for (const name of ANNOUNCED) look(name)
  expect([...reached].sort()).toEqual([
    'Brand',
    'BrandColors',
    'PageInfo',
    'Product',
    'ProductCategoryCount',
    'ProductConnection',
    'ProductEdge',
    'ProductLife',
    'ProductOffer',
  ])
})
