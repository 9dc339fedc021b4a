/**
 * The world in which gateways are compared: four subgraphs, their data, the operations, and what a right answer is. Its shape and its sizes
 * are those of the public benchmark of federation gateways, scenario "query" (6 users, 9 products, 11 reviews, an answer of
 * some 87 kB); the texts are our own.
 */
export type SubgraphName = 'accounts' | 'products' | 'inventory' | 'reviews'
export type Resolve = (source: Row, args: Row) => unknown
export type Row = Readonly<Record<string, unknown>>
export interface WorldSubgraph {
  readonly sdl: string
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolve>>>>
}

const WORDS =
  'wheel climb valley cadence lactate ridge gravel sprint tempo hill river morning bottle saddle chain summit breakaway peloton feed zone rain echelon descent corner bridge meadow'.split(
    ' ',
  )

/** The same text for the same seed, on each machine. */
const textOf = (seed: number, length: number): string => {
  let text = ''
  for (let state = seed * 7_919 + 17; text.length < length; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    text += `${text === '' ? '' : ' '}${WORDS[state % WORDS.length]}`
  }
  return `${text.slice(0, length - 1)}.`
}

const users = ['Ada Merckx', 'Bo Coppi', 'Cy Hinault', 'Di Longo', 'Ed Kelly', 'Fi Vos'].map((name, index) => ({
  id: String(index + 1),
  name,
  username: name.split(' ')[1]?.toLowerCase(),
  birthday: 1_234_567_890 + index,
}))

const GOODS = [
  ['Frame', 899, 1_000],
  ['Wheelset', 1_299, 1_500],
  ['Tyre', 15, 200],
  ['Saddle', 499, 210],
  ['Trainer', 1_299, 9_000],
  ['Bike', 6_999, 7_300],
  ['Cargo bike', 3_999, 20_000],
  ['Wind tunnel', 100_000, 600_000],
  ['Sofa', 9_999, 8_000],
] as const
const products = GOODS.map(([name, price, weight], index) => ({
  upc: String(index + 1),
  name,
  price,
  weight,
  inStock: index % 3 !== 1,
}))

/** The product of each review, and the length of its text. */
const REVIEWS = [
  [1, 445],
  [1, 290],
  [1, 275],
  [1, 145],
  [2, 445],
  [2, 290],
  [2, 275],
  [2, 145],
  [3, 145],
  [4, 145],
  [4, 850],
] as const
const reviews = REVIEWS.map(([upc, length], index) => ({
  id: String(index + 1),
  body: textOf(index + 1, length),
  upc: String(upc),
}))

const productOf = (upc: unknown) => products.find((product) => product.upc === upc)
const reviewsOf = (upc: unknown) => reviews.filter((review) => review.upc === upc)
const userOf = (id: unknown) => users.find((user) => user.id === id)
/** User 1 has written every review, and each user is said to have written the first two, as in the public benchmark. */
const written = () => reviews.slice(0, 2)
const shippingOf: Resolve = ({ price, weight }) =>
  typeof price !== 'number' || typeof weight !== 'number' ? null : price > 1_000 ? 0 : Math.trunc(weight / 2)
const topProducts: Resolve = (_, { first }) => products.slice(0, typeof first === 'number' ? first : 5)

export const SUBGRAPHS: Readonly<Record<SubgraphName, WorldSubgraph>> = {
  accounts: {
    sdl: `extend type Query { me: User user(id: ID!): User users: [User] }
      type User @key(fields: "id") { id: ID! name: String username: String birthday: Int }`,
    resolvers: {
      Query: { me: () => users[0], user: (_, { id }) => userOf(id), users: () => users },
      User: { __resolveReference: ({ id }) => userOf(id) },
    },
  },
  products: {
    sdl: `extend type Query { topProducts(first: Int = 5): [Product] }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: { Query: { topProducts }, Product: { __resolveReference: ({ upc }) => productOf(upc) } },
  },
  inventory: {
    sdl: `extend type Product @key(fields: "upc") {
      upc: String! @external price: Int @external weight: Int @external
      inStock: Boolean shippingEstimate: Int @requires(fields: "price weight")
    }`,
    resolvers: {
      Product: {
        __resolveReference: (reference) => reference,
        inStock: ({ upc }) => productOf(upc)?.inStock,
        shippingEstimate: shippingOf,
      },
    },
  },
  reviews: {
    sdl: `extend type Product @key(fields: "upc") { upc: String! @external reviews: [Review] }
      type Review @key(fields: "id") { id: ID! body: String product: Product author: User @provides(fields: "username") }
      extend type User @key(fields: "id") { id: ID! @external username: String @external reviews: [Review] }`,
    resolvers: {
      Product: { __resolveReference: ({ upc }) => ({ upc }), reviews: ({ upc }) => reviewsOf(upc) },
      Review: {
        __resolveReference: ({ id }) => reviews.find((review) => review.id === id),
        product: ({ upc }) => ({ upc }),
        author: () => ({ id: '1', username: users[0]?.username }),
      },
      User: { __resolveReference: ({ id }) => ({ id, username: userOf(id)?.username }), reviews: written },
    },
  },
}

/** The same as one schema: what a gateway has to answer. */
export const WHOLE: WorldSubgraph = {
  sdl: `type Query { me: User user(id: ID!): User users: [User] topProducts(first: Int = 5): [Product] }
    type User { id: ID! name: String username: String birthday: Int reviews: [Review] }
    type Product { upc: String! name: String price: Int weight: Int inStock: Boolean shippingEstimate: Int reviews: [Review] }
    type Review { id: ID! body: String product: Product author: User }`,
  resolvers: {
    Query: { me: () => users[0], user: (_, { id }) => userOf(id), users: () => users, topProducts },
    User: { reviews: written },
    Product: { shippingEstimate: shippingOf, reviews: ({ upc }) => reviewsOf(upc) },
    Review: { product: ({ upc }) => productOf(upc), author: () => users[0] },
  },
}

export interface Operation {
  readonly name: string
  readonly query: string
  readonly variables?: Row
}

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'big',
    query: `query Big {
      users { ...Who reviews { ...Says product { ...Goods reviews { ...Says author { ...Who reviews { ...Says product { ...Goods } } } } } } }
      topProducts { ...Goods reviews { ...Says author { ...Who reviews { ...Says product { ...Goods } } } } }
    }
    fragment Who on User { id username name }
    fragment Says on Review { id body }
    fragment Goods on Product { inStock name price shippingEstimate upc weight }`,
  },
  {
    name: 'page',
    query: `query Page($first: Int) {
      topProducts(first: $first) { upc name shippingEstimate inStock reviews { id body author { id name } } }
    }`,
    variables: { first: 3 },
  },
  { name: 'small', query: 'query Small { me { id name } }' },
]
