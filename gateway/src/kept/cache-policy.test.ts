import { fragmentsOf } from '@gruppetto/federation'
import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { directivesOf } from '../schema/directives.ts'
import { cacheHintsOf } from './cache-hints.ts'
import { type CachePolicy, policyOf } from './cache-policy.ts'

const sdl = `
  directive @cacheControl(maxAge: Int, scope: String, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT
  type Query {
    viewer: Viewer
    product(id: ID!): Product
    products(ids: [ID!], brand: String): ProductConnection! @cacheControl(maxAge: 30)
    thing: Thing @cacheControl(maxAge: 30)
    count: Int
    counted: Int @cacheControl(maxAge: 5)
    never: Product @cacheControl(maxAge: 0)
    partner(id: ID): Partner @cacheControl(maxAge: 1, scope: "PRIVATE")
  }
  interface Thing { name: String }
  type Viewer { name: String product: Product }
  type Product implements Thing @cacheControl(maxAge: 60) {
    name: String
    brand: Brand
    offers: [Offer!] @cacheControl(inheritMaxAge: true)
    parts: [Offer!]
    price: Int @cacheControl(scope: "PRIVATE")
    stock: Int @cacheControl(maxAge: 2)
    slow: Int @cacheControl(maxAge: 600)
  }
  type Brand implements Thing { name: String products: ProductConnection @cacheControl(inheritMaxAge: true) }
  type Offer { price: Int }
  type Partner @cacheControl(maxAge: 60) { name: String }
  type ProductConnection { edges: [ProductEdge!]! pageInfo: PageInfo! totalCount: Int }
  type ProductEdge { node: Product }
  type PageInfo { hasNextPage: Boolean! }
  type Mutation { product: Product @cacheControl(maxAge: 60) }
`
const schema = buildSchema(sdl)
const hints = cacheHintsOf(directivesOf(sdl))

const of = (text: string): CachePolicy | null => {
  const document = parse(text)
  const operation = getOperationAST(document)
  if (operation === null || operation === undefined) throw new Error('no operation')
  return policyOf({ schema, hints, operation, fragments: fragmentsOf(document) })
}
const seconds = (text: string): number | null => of(text)?.maxAgeSeconds ?? null

describe('how long an answer may be kept', () => {
  it.each([
    ['{ product(id: 1) { name } }', 60],
    ['{ product(id: 1) { __typename } }', 60],
    ['{ product(id: 1) { name stock } }', 2],
    ['{ product(id: 1) { slow } }', 60],
    ['{ product(id: 1) { offers { price } } }', 60],
    ['{ product(id: 1) { parts { price } } }', null],
    ['{ product(id: 1) { brand { name } } }', null],
    ['{ products { edges { node { name } } pageInfo { hasNextPage } totalCount } }', 30],
    ['{ products { edges { node { offers { price } } } } }', 30],
    ['{ products { totalCount } counted }', 5],
    ['{ products { totalCount } count }', null],
    ['{ product(id: 1) { name } viewer { name } }', null],
    ['{ viewer { product { name } } }', null],
    ['{ never { name } }', null],
    ['{ count }', null],
    ['{ __typename }', null],
    ['{ product(id: 1) { name } __schema { queryType { name } } }', null],
    ['mutation { product { name } }', null],
    // What is left out at the time of the request counts too.
    ['query ($b: Boolean!) { product(id: 1) { name stock @include(if: $b) } }', 2],
    ['{ ...a } fragment a on Query { product(id: 1) { ...b } } fragment b on Product { stock }', 2],
    ['{ ... { product(id: 1) { ... on Product { name } } } }', 60],
    // An interface: the least of its types.
    ['{ thing { name } }', 30],
    ['{ thing { ... on Product { stock } } }', 2],
    ['{ thing { ... on Brand { products { totalCount } } } }', 30],
  ])('%s: %s', (text, expected) => {
    expect(seconds(text)).toBe(expected)
  })
})

describe('for whom', () => {
  it.each([
    ['{ product(id: 1) { name } }', true],
    ['{ product(id: 1) { name price } }', false],
    ['{ a: product(id: 1) { name } b: product(id: 2) { ...p } } fragment p on Product { price }', false],
    ['{ partner { name } }', false],
  ])('%s: everybody %s', (text, expected) => {
    expect(of(text)?.isPublic).toBe(expected)
  })
})

describe('on what it depends', () => {
  it('are the ids that are asked for, and the types of all else', () => {
    const dependsOn = (text: string, variables = {}) => [...(of(text)?.dependsOn(variables) ?? [])].sort()
    expect(dependsOn('query ($id: ID!) { product(id: $id) { offers { price } } }', { id: 'prod_1' })).toEqual(['Offer', 'prod_1'])
    expect(dependsOn('{ a: product(id: "1") { name } b: product(id: "2") { name } }')).toEqual(['1', '2'])
    expect(dependsOn('query ($ids: [ID!]) { products(ids: $ids) { totalCount } }', { ids: ['1', '2'] })).toEqual(['1', '2'])
    expect(dependsOn('query ($id: ID!) { products(ids: [$id, "2"]) { totalCount } }', { id: '1' })).toEqual(['1', '2'])
    expect(dependsOn('query ($id: ID) { partner(id: $id) { name } }')).toEqual(['Partner'])
    expect(dependsOn('query ($id: ID) { partner(id: $id) { name } }', { id: null })).toEqual(['Partner'])
    expect(dependsOn('{ products { edges { node { name } } } }')).toEqual(['Product', 'ProductConnection', 'ProductEdge'])
  })
})

it('refuses hints that are wrong', () => {
  const directive = 'directive @cacheControl(maxAge: Int, scope: String, typo: Int) on FIELD_DEFINITION'
  for (const wrong of ['maxAge: -1', 'scope: "public"', 'typo: 1', 'maxAge: "1"']) {
    expect(() => cacheHintsOf(directivesOf(`${directive} type Query { a: Int @cacheControl(${wrong}) }`)), wrong).toThrow()
  }
})
