import type { Api } from './api.ts'

const SHOP = 'https://fernweh.example'

const offer = (path: string, euros: number, stock = 'IN_STOCK') =>
  (['EUR', 'CHF', 'NOK'] as const).map((currency, index) => ({
    currency,
    priceCents: Math.round(euros * 100 * ([1, 0.95, 11.5][index] ?? 1)),
    stock,
    shopUrl: `${SHOP}/${path}?currency=${currency.toLowerCase()}`,
  }))

const PRODUCTS = [
  { name: 'Headwind trainer', category: 'SHOES', offers: offer('trainer', 139) },
  { name: 'Tailwind racer', category: 'SHOES', offers: offer('racer', 169) },
  { name: 'Crosswind trail shoe', category: 'SHOES', offers: offer('trail', 149, 'OUT_OF_STOCK') },
  { name: 'Winter tights', category: 'APPAREL', offers: offer('tights', 89) },
  { name: 'Gravel bike GR 1', category: 'BIKE', offers: offer('gr-1', 2_390) },
  { name: 'Oat bar, box of twelve', category: 'NUTRITION', offers: offer('oat', 24) },
  { name: 'Front light 400', category: 'ACCESSORY', offers: offer('light', 49) },
] as const

/** Puts the products of a brand on the shelf that are not there yet. */
export const fillShelf = async (staff: Api, brandId: string, brandSlug: string): Promise<void> => {
  const known = await staff.ask<{ products: { edges: { node: { name: string } }[] } }>(
    'query ($slug: String) { products(brandSlug: $slug, first: 100) { edges { node { name } } } }',
    { slug: brandSlug },
  )
  const names = new Set(known.products.edges.map(({ node }) => node.name))
  for (const input of PRODUCTS.filter(({ name }) => !names.has(name)))
    await staff.ask('mutation ($input: ProductInput!) { createProduct(input: $input) { id } }', { input: { brandId, ...input } })
}

/** Adds a pair of shoes of a product, which is nearly worn after an activity, unless the athlete has it already. */
export const nearlyWear = async (api: Api, activityId: string): Promise<void> => {
  const name = 'My Headwinds'
  const { viewer, activity, products } = await api.ask<{
    viewer: { gear: { name: string }[] }
    activity: { distanceMeters: number }
    products: { edges: { node: { id: string; name: string } }[] }
  }>(
    'query ($id: ID!) { viewer { gear { name } } activity(id: $id) { distanceMeters } products(query: "headwind trainer") { edges { node { id name } } } }',
    { id: activityId },
  )
  const product = products.edges.find(({ node }) => node.name === 'Headwind trainer')?.node
  if (product === undefined || viewer.gear.some((gear) => gear.name === name)) return
  const input = { name, kind: 'SHOES', productId: product.id, retireAtMeters: activity.distanceMeters * 1.05 }
  const { addGear } = await api.ask<{ addGear: { id: string } }>(
    'mutation ($input: GearInput!) { addGear(input: $input) { id } }',
    { input },
  )
  await api.ask('mutation ($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }', {
    id: activityId,
    input: { gearId: addGear.id },
  })
}
