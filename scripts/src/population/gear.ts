import type { Candidate } from '@gruppetto/commerce/suggest-products'
import { idOf, type Person, pick, seasonOf } from './people.ts'
import { dateOf, instantOf, type State, type World } from './world.ts'

const BRANDS = 12

/** A product of the simulated marketplace. */
export interface SimulatedProduct extends Candidate {
  readonly brandId: string
  readonly brand: number
  /** How much it is liked by everybody. */
  readonly charm: number
}

type Category = Candidate['category']

/** How many products each category has, and what they cost on average, in cents. */
const SHELVES: readonly (readonly [category: Category, count: number, cents: number])[] = [
  ['SHOES', 24, 14_000],
  ['APPAREL', 12, 8_000],
  ['NUTRITION', 8, 3_000],
  ['ACCESSORY', 8, 5_000],
  ['WEARABLE', 5, 30_000],
  ['BIKE', 3, 250_000],
]
const USUAL_CENTS = new Map(SHELVES.map(([category, , cents]) => [category, cents]))

/** From 0.55 for the cheapest brand to 1.8 for the dearest. */
const levelOf = (brand: number): number => 0.55 * (1.8 / 0.55) ** (brand / (BRANDS - 1))

const makeProduct = (number: number, category: Category, cents: number): SimulatedProduct => {
  const brand = number % BRANDS
  const price = Math.round(cents * levelOf(brand) * (0.85 + 0.05 * ((number * 7) % 7)))
  const words = category !== 'APPAREL' ? ['simulated'] : [number % 2 === 0 ? 'winter' : 'summer']
  return {
    _id: idOf('prod', number),
    brandId: idOf('brand', brand),
    brand,
    category,
    words,
    offers: [{ price, currency: 'EUR', stock: 'IN_STOCK', shopUrl: 'https://shop.example/' }],
    // A few are liked much more than the others.
    charm: ((number * 37) % 60) / 60,
  }
}

/** The products of all brands. */
export const SIMULATED_PRODUCTS: readonly SimulatedProduct[] = SHELVES.flatMap(([category, count, cents]) =>
  Array.from({ length: count }, () => [category, cents] as const),
).map(([category, cents], number) => makeProduct(number, category, cents))

const ofCategory = (category: Category): readonly SimulatedProduct[] =>
  SIMULATED_PRODUCTS.filter((product) => product.category === category)
const [SHOES, BIKES] = [ofCategory('SHOES'), ofCategory('BIKE')]

/** Brings the products of all brands. */
export const bringProducts = ({ diary }: World, at: number): void => {
  for (const { _id, brandId } of SIMULATED_PRODUCTS) diary.add('product.created', null, { productId: _id, brandId, at })
}

/** Gear is told of every 40 km, and replaced when it is worn. */
export const wear = (world: World, state: State, meters: number, at: number): void => {
  const { random, diary } = world
  const { person } = state
  const isShoes = person.sport === 'RUN'
  if (state.gear === null) {
    state.gears += 1
    state.gear = {
      id: idOf('gear', `${state.index}x${state.gears}`),
      kind: isShoes ? 'SHOES' : 'BIKE',
      productId: pick(random, isShoes ? SHOES : BIKES)._id,
      limitMeters: isShoes ? 600_000 + random.next() * 300_000 : 8_000_000,
      meters: 0,
      toldMeters: -40_000,
      revision: 0,
    }
  }
  const { gear } = state
  gear.meters += meters
  const isWorn = gear.meters > gear.limitMeters
  if (!isWorn && gear.meters - gear.toldMeters < 40_000) return
  gear.toldMeters = gear.meters
  gear.revision += 1
  diary.add('gear.changed', person.id, {
    gearId: gear.id,
    athleteId: person.id,
    revision: gear.revision,
    kind: gear.kind,
    productId: gear.productId,
    retireAtMeters: Math.round(gear.limitMeters),
    retired: isWorn,
    distanceMeters: Math.round(gear.meters),
    at,
  })
  if (isWorn) state.gear = null
}

const isSummer = (person: Person, month: number): boolean => seasonOf({ ...person, seasonality: 1 }, month) > 1

/** How much speaks for looking at a product. Nobody tells the platform of the charm of a product, or of who likes which brand and which price. */
const appeal = (world: World, { person, index, gear }: State, product: SimulatedProduct): number => {
  const { category, offers, brand, charm, words } = product
  const isWorn = gear !== null && gear.kind === 'SHOES' && gear.meters > 0.8 * gear.limitMeters
  const month = new Date(dateOf(world, world.day)).getUTCMonth()
  const fitsSeason = words.includes('summer') === isSummer(person, month)
  const price = (offers[0]?.price ?? 0) / (USUAL_CENTS.get(category) ?? 1)
  // What somebody pays is a matter of habit.
  const usual = levelOf((index * 5) % BRANDS)
  return (
    (category === 'SHOES' && isWorn ? 2.5 : 0) +
    (category === 'SHOES' && person.sport === 'RUN' ? 0.8 : 0) +
    (['ACCESSORY', 'BIKE'].includes(category) && person.sport === 'RIDE' ? 0.8 : 0) +
    (category === 'NUTRITION' && person.rate > 4 ? 0.7 : 0) +
    (category === 'APPAREL' ? (fitsSeason ? 0.6 : -0.8) : 0) +
    (brand === index % BRANDS ? 1.4 : 0) +
    1.5 * charm -
    1.2 * Math.abs(Math.log(price / usual)) -
    // Gumbel's noise: so each is chosen with the share of its exponential.
    Math.log(-Math.log(Math.max(1e-9, world.taste.next())))
  )
}

/** Looks at a product: mostly when the own shoes are worn. */
export const shop = (world: World, state: State): void => {
  const { random, diary } = world
  const isWorn = state.gear !== null && state.gear.kind === 'SHOES' && state.gear.meters > 0.8 * state.gear.limitMeters
  if (random.next() > (isWorn ? 0.3 : 0.05)) return
  // Two numbers that an earlier market took: without them all that follows would be another world, and the tables of the other models too.
  random.next()
  random.next()
  let [best, most]: [SimulatedProduct | null, number] = [null, Number.NEGATIVE_INFINITY]
  for (const product of SIMULATED_PRODUCTS) {
    const score = appeal(world, state, product)
    if (score > most) [best, most] = [product, score]
  }
  if (best === null) return
  diary.add('product.clicked', state.person.id, {
    productId: best._id,
    brandId: best.brandId,
    athleteId: state.person.id,
    clickId: idOf('click', `${state.index}x${world.day}`),
    at: instantOf(world, state.person, 12 + 8 * random.next()),
  })
}
