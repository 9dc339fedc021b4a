import { type Api, unless } from './api.ts'

interface Offer {
  readonly price: string
  readonly stock?: 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder'
}

interface Item {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly category: 'SHOES' | 'BIKE' | 'WEARABLE' | 'APPAREL' | 'NUTRITION' | 'ACCESSORY'
  readonly offers: readonly Offer[]
}

const at = (...prices: readonly string[]): readonly Offer[] => prices.map((price) => ({ price }))

const OUTDOOR: readonly Item[] = [
  {
    id: 'FW-JACKET',
    title: 'Headwind jacket',
    description: 'Keeps the wind out and packs into its own pocket.',
    category: 'APPAREL',
    offers: at('129.00 EUR'),
  },
  {
    id: 'FW-TRAINER',
    title: 'Headwind trainer',
    description: 'The pair for most days of the week.',
    category: 'SHOES',
    offers: at('139.00 EUR', '132.05 CHF', '1598.50 NOK'),
  },
  {
    id: 'FW-RACER',
    title: 'Tailwind racer',
    description: 'Light and firm, for the days with a number on.',
    category: 'SHOES',
    offers: at('169.00 EUR', '160.55 CHF', '1943.50 NOK'),
  },
  {
    id: 'FW-TRAIL',
    title: 'Crosswind trail shoe',
    description: 'For paths that are dry most of the year.',
    category: 'SHOES',
    offers: at('149.00 EUR', '141.55 CHF', '1713.50 NOK').map((offer) => ({ ...offer, stock: 'out_of_stock' })),
  },
  {
    id: 'FW-SHOE-1',
    title: 'Scree trail shoe',
    description: 'Grips wet rock and drains fast. 8 mm drop.',
    category: 'SHOES',
    offers: at('139.00 EUR', '149.00 CHF', '149.00 USD', '22000 JPY'),
  },
  {
    id: 'FW-SHOE-2',
    title: 'Scree trail shoe, wide',
    description: 'The same last with more room at the toes.',
    category: 'SHOES',
    offers: [{ price: '139.00 EUR' }, { price: '149.00 CHF', stock: 'out_of_stock' }],
  },
  {
    id: 'FW-VEST',
    title: 'Ridge running vest',
    description: 'Carries a litre and a half, and a jacket.',
    category: 'ACCESSORY',
    offers: at('89.00 EUR', '95.00 CHF', '34.500 KWD'),
  },
  {
    id: 'FW-TIGHT',
    title: 'Frost tights',
    description: 'Warm down to minus ten.',
    category: 'APPAREL',
    offers: [{ price: '79.00 EUR', stock: 'backorder' }],
  },
  {
    id: 'FW-WINTER',
    title: 'Winter tights',
    description: 'Brushed inside, and tight at the ankle.',
    category: 'APPAREL',
    offers: at('89.00 EUR', '84.55 CHF', '1023.50 NOK'),
  },
  {
    id: 'FW-GLOVE',
    title: 'Frost gloves',
    description: 'They work on a screen.',
    category: 'APPAREL',
    offers: at('29.00 EUR', '32.00 CHF'),
  },
  {
    id: 'FW-BAR',
    title: 'Oat bar, box of twelve',
    description: 'Oats, dates and salt. 40 g of carbohydrate each.',
    category: 'NUTRITION',
    offers: at('24.00 EUR', '26.00 CHF', '3900 JPY'),
  },
  {
    id: 'FW-GRAVEL',
    title: 'Gravel bike GR 1',
    description: 'Aluminium, eleven gears, and threads for racks.',
    category: 'BIKE',
    offers: at('2390.00 EUR', '2270.50 CHF', '27485.00 NOK'),
  },
  {
    id: 'FW-LIGHT',
    title: 'Front light 400',
    description: '400 lumens for two hours.',
    category: 'ACCESSORY',
    offers: at('49.00 EUR', '46.55 CHF', '563.50 NOK'),
  },
]

const CYCLES: readonly Item[] = [
  {
    id: 'NL-ROAD',
    title: 'Tailwind road bike',
    description: 'Carbon frame, twelve gears, 7.9 kg.',
    category: 'BIKE',
    offers: at('3290.00 EUR', '3390.00 CHF'),
  },
  {
    id: 'NL-GRAVEL',
    title: 'Farmtrack gravel bike',
    description: 'Room for tyres of 50 mm.',
    category: 'BIKE',
    offers: [{ price: '2490.00 EUR', stock: 'preorder' }],
  },
  {
    id: 'NL-WHEEL',
    title: 'Tailwind wheels',
    description: '45 mm deep, for discs and wide tyres.',
    category: 'ACCESSORY',
    offers: at('890.00 EUR', '920.00 CHF', '340.000 KWD'),
  },
  {
    id: 'NL-STRAP',
    title: 'Pulse strap',
    description: 'Heart rate by ANT+ and Bluetooth.',
    category: 'WEARABLE',
    offers: at('49.00 EUR', '55.00 CHF', '7900 JPY'),
  },
  {
    id: 'NL-GEL',
    title: 'Climb gel, box of twenty',
    description: '30 g of carbohydrate each, without caffeine.',
    category: 'NUTRITION',
    offers: [{ price: '38.00 EUR', stock: 'out_of_stock' }],
  },
]

/** A feed as a shop makes it: a line for each offer. */
const feedOf = (shop: string, items: readonly Item[]): string => {
  const lines = items.flatMap(({ id, title, description, category, offers }) =>
    offers.map(({ price, stock = 'in_stock' }) => {
      const link = `https://${shop}/${id.toLowerCase()}?currency=${price.slice(-3)}&ref={clickId}`
      return [id, title, description, link, stock, price, category].join('\t')
    }),
  )
  return ['id\ttitle\tdescription\tlink\tavailability\tprice\tproduct_type', ...lines].join('\n')
}

const bring = (staff: Api, brandId: string, feed: string) =>
  staff.ask<unknown>('mutation ($input: ImportProductsInput!) { importProducts(input: $input) { created } }', {
    input: { brandId, feed, dryRun: false },
  })

/** Makes a brand, or finds it. Returns its id. */
const brandOf = async (staff: Api, input: { readonly slug: string } & Readonly<Record<string, string>>): Promise<string> => {
  const make = 'mutation ($input: BrandInput!) { createBrand(input: $input) { brand { id } } }'
  const find = 'query ($slug: String!) { brand(slug: $slug) { id } }'
  return unless(
    'CONFLICT',
    async () => (await staff.ask<{ createBrand: { brand: { id: string } } }>(make, { input })).createBrand.brand.id,
    async () => (await staff.ask<{ brand: { id: string } }>(find, { slug: input.slug })).brand.id,
  )
}

/** Fills the marketplace with two brands, by their feeds. Again, it changes nothing. Returns the id of the brand Fernweh. */
export const fillMarketplace = async (staff: Api): Promise<string> => {
  const outdoorId = await brandOf(staff, {
    slug: 'fernweh',
    name: 'Fernweh Outdoor',
    description: 'Clothes and shoes for those who go out in any weather.',
    websiteUrl: 'https://fernweh.example',
    timeZone: 'Europe/Zurich',
  })
  await bring(staff, outdoorId, feedOf('fernweh.example', OUTDOOR))
  const cyclesId = await brandOf(staff, {
    slug: 'nordlicht-cycles',
    name: 'Nordlicht Cycles',
    description: 'Bikes from Stavanger, and what belongs on them.',
    websiteUrl: 'https://nordlicht.example',
    timeZone: 'Europe/Oslo',
  })
  await bring(staff, cyclesId, feedOf('nordlicht.example', CYCLES))
  return outdoorId
}
