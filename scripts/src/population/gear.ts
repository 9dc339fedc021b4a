import { idOf } from './people.ts'
import { instantOf, type State, type World } from './world.ts'

const PRODUCTS = 60
const BRANDS = 12

/** Brings the products of all brands. */
export const bringProducts = ({ diary }: World, at: number): void => {
  for (let product = 0; product < PRODUCTS; product += 1)
    diary.add('product.created', null, { productId: idOf('prod', product), brandId: idOf('brand', product % BRANDS), at })
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
      productId: idOf('prod', Math.floor(random.next() * PRODUCTS)),
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

/** Looks at a product: what is liked by many, of a brand looked at before, and shoes when the own ones are worn. */
export const shop = (world: World, state: State): void => {
  const { random, diary } = world
  const isWorn = state.gear !== null && state.gear.kind === 'SHOES' && state.gear.meters > 0.8 * state.gear.limitMeters
  if (random.next() > (isWorn ? 0.3 : 0.05)) return
  const favourite = state.index % BRANDS
  const product =
    random.next() < 0.4
      ? favourite + BRANDS * Math.floor((random.next() ** 2 * PRODUCTS) / BRANDS)
      : Math.floor(random.next() ** 2 * PRODUCTS)
  diary.add('product.clicked', state.person.id, {
    productId: idOf('prod', product),
    brandId: idOf('brand', product % BRANDS),
    athleteId: state.person.id,
    clickId: idOf('click', `${state.index}x${world.day}`),
    at: instantOf(world, state.person, 12 + 8 * random.next()),
  })
}
