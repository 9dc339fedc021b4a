import { readFileSync } from 'node:fs'
import { type CacheHints, cacheHintsOf, directivesOf, policyOf } from '@gruppetto/gateway'
import type { Viewer } from '@gruppetto/testing'
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isLeafType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { clientSchema } from '../client-schema.ts'
import { newBrand, newProduct } from '../partner/partner.ts'
import { type Person, sendFile, uploadOf } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import { newSegment } from '../segments/segments.ts'
import type { World, WorldOf } from '../world.ts'
import { makePeople, type People, relate } from './roads.ts'

const SUPERGRAPH = new URL('../../../../schema/supergraph.graphql', import.meta.url)
/** How deep objects are selected below a root field. */
const DEPTH = 5
/** No answer with it is kept, so that each viewer gets the own one. */
const OWN = 'asked: viewer { id }'

interface Walked {
  readonly schema: GraphQLSchema
  readonly hints: CacheHints
  /** The arguments of a root field, as a literal. */
  readonly argumentsOf: Readonly<Record<string, string>>
  /** Whether fields that depend on the viewer are selected too. */
  readonly withPrivate: boolean
}

type Field = GraphQLField<unknown, unknown>

const needsArguments = ({ args }: Field): boolean =>
  args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)

/** Selects all that may be kept below the type of a field, as far as hints say so. */
const selectionOf = (walked: Walked, field: Field, above: readonly string[]): string => {
  const type = getNamedType(field.type)
  if (isLeafType(type)) return field.name
  if (!isObjectType(type) || above.length > DEPTH || above.filter((name) => name === type.name).length > 1) return ''
  const inner = Object.values(type.getFields()).flatMap((each) => {
    if (needsArguments(each) || !isKept(walked, type.name, each)) return []
    return selectionOf(walked, each, [...above, type.name]) || []
  })
  return inner.length === 0 ? '' : `${field.name} { ${inner.join(' ')} }`
}

const isKept = ({ hints, withPrivate }: Walked, owner: string, field: Field): boolean => {
  const type = getNamedType(field.type)
  const [own, ofType] = [hints.ofField(owner, field.name), hints.ofType(type.name)]
  const isPrivate = own?.scope === 'PRIVATE' || ofType?.scope === 'PRIVATE'
  const isHinted = isLeafType(type) || own !== undefined || ofType !== undefined || ['edges', 'pageInfo'].includes(field.name)
  return isHinted && (withPrivate || !isPrivate)
}

/** Returns a query for each root field whose answer may be kept for everybody; `withPrivate` for those alone that have more for the viewer. */
const queriesOf = (walked: Walked): ReadonlyMap<string, string> => {
  const { schema, argumentsOf, withPrivate } = walked
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {})
  const open = fields.filter(
    (field) => isKept({ ...walked, withPrivate: false }, 'Query', field) && !isLeafType(getNamedType(field.type)),
  )
  return new Map(
    open.flatMap((field) => {
      const given = argumentsOf[field.name]
      if (given === undefined) throw new Error(`say which arguments Query.${field.name} is to be tried with`)
      const selection = selectionOf(walked, field, [])
      if (withPrivate && selection === selectionOf({ ...walked, withPrivate: false }, field, [])) return []
      const query = `{ ${selection.replace(field.name, `${field.name}${given}`)} }`
      const document = parse(query)
      const operation = getOperationAST(document)
      const policy = operation ? policyOf({ schema, hints: walked.hints, operation, fragments: new Map() }) : null
      if (policy?.isPublic !== !withPrivate) throw new Error(`the gateway sees another policy in ${query}`)
      return [[field.name, query.replace('{', `{ ${OWN} `)] as const]
    }),
  )
}

const prepare = async (world: World, people: People): Promise<Readonly<Record<string, string>>> => {
  const { self: owner, staff, blocked, stranger, clubMate, moderator, banned } = people
  await relate(owner, people)
  await stranger.get('mutation { updateProfile(input: { country: "CH" }) { id } }')
  const longitude = 10 + Math.random() / 10
  const upload = await sendFile(owner, 'ride.gpx', gpxRide(Date.now() - 86_400_000, { points: 240, longitude }))
  const theirs = await sendFile(blocked, 'ride.gpx', gpxRide(Date.now() - 86_000_000, { points: 240, longitude }))
  await world.settle()
  const [activity] = (await uploadOf(owner, upload)).activities
  await uploadOf(blocked, theirs)
  // The heat map tells of five athletes.
  for (const other of [clubMate, moderator, banned])
    await sendFile(other, 'ride.gpx', gpxRide(Date.now() - 85_000_000, { points: 240, longitude }))
  const segment = await newSegment(owner, { activityId: activity?.id, name: 'For all', startSeconds: 30, endSeconds: 200 })
  const brand = await newBrand(staff)
  const shopUrl = 'https://fernweh.example/shop'
  const offers = [
    { priceCents: 9_900, currency: 'EUR', shopUrl },
    { priceCents: 11_900, currency: 'CHF', shopUrl, stock: 'OUT_OF_STOCK' },
  ]
  const product = await newProduct(staff, {
    brandId: brand.id,
    name: 'Tailwind',
    category: 'SHOES',
    offers,
    priceCents: undefined,
    currency: undefined,
    shopUrl: undefined,
  })
  await stranger.get('mutation ($id: ID!) { starSegment(id: $id, starred: true) { id } }', { id: segment })
  await world.settle()
  const heatMap = `(within: { south: 46.95, north: 47.05, west: ${longitude - 0.05}, east: ${longitude + 0.05} })`
  const cells = async () =>
    (await stranger.get<{ heatMap: { cells: unknown[] } }>(`{ heatMap${heatMap} { cells { heat } } }`)).heatMap.cells
  await vi.waitFor(async () => expect(await cells()).not.toEqual([]), 30_000)
  return {
    heatMap,
    segment: `(id: "${segment}")`,
    segments: `(within: { south: 46, north: 48, west: ${longitude - 0.5}, east: ${longitude + 0.5} })`,
    brand: `(slug: "${brand.slug}")`,
    product: `(id: "${product}")`,
    products: `(brandSlug: "${brand.slug}")`,
  }
}

/** Tries that an answer which the gateway keeps for everybody is the same for everybody. */
export const publicAnswers = (world: WorldOf): void => {
  describe('an answer that is kept for everybody', () => {
    const hints = cacheHintsOf(directivesOf(readFileSync(SUPERGRAPH, 'utf8')))
    let people: People
    let schema: GraphQLSchema
    let argumentsOf: Readonly<Record<string, string>>
    beforeAll(async () => {
      people = await makePeople(world())
      schema = await clientSchema(world().url)
      argumentsOf = await prepare(world(), people)
    }, 100_000)

    const answerTo = async (who: Person, query: string): Promise<string> => {
      const { asked, ...data } = await who.get<Record<string, unknown>>(query)
      return JSON.stringify(data)
    }
    /** Returns what each viewer is answered. An API key may not ask for any of it. */
    const answersTo = async (query: string): Promise<ReadonlyMap<Viewer, string>> => {
      const viewers = Object.entries(people).filter(([viewer]) => viewer !== 'partner') as [Viewer, Person][]
      for (;;) {
        const before = await answerTo(people.signedOut, query)
        const answers = await Promise.all(viewers.map(async ([viewer, who]) => [viewer, await answerTo(who, query)] as const))
        // Otherwise something has changed meanwhile: efforts on a new segment are found in the background.
        if (before === (await answerTo(people.signedOut, query))) return new Map(answers)
      }
    }

    it('is the same for each viewer, by what the hints of the schema say', async () => {
      const queries = queriesOf({ schema, hints, argumentsOf, withPrivate: false })
      expect([...queries.keys()].sort()).toEqual(Object.keys(argumentsOf).sort())
      for (const [field, query] of queries) {
        const answers = await answersTo(query)
        const expected = answers.get('signedOut')
        expect(expected, query).not.toMatch(/null\}?$|\[\]/)
        const others = [...answers].filter(([, answer]) => answer !== expected)
        expect(others, `Query.${field} depends on the viewer: ${query}\nsigned out it is ${expected}`).toEqual([])
      }
    })

    it('would differ with the fields that the hints call PRIVATE, so that the test above sees differences', async () => {
      for (const [, query] of queriesOf({ schema, hints, argumentsOf, withPrivate: true })) {
        expect(new Set((await answersTo(query)).values()).size, query).toBeGreaterThan(1)
      }
    })
  })
}
