import { GraphQLError } from 'graphql'
import { describe } from 'vitest'
import { tells } from './tells.ts'
import type { TestSubgraph } from './world.ts'

type Row = Readonly<Record<string, unknown>>
const text = (value: unknown): string => JSON.stringify(value)

/** Lengths in the unit that is asked for, and a note of each. */
const lengths: TestSubgraph = {
  sdl: `enum Unit { KM MILE } type Query { rides: [Ride] }
    type Ride @key(fields: "id") { id: ID! length(unit: Unit = KM): String place: Place } type Place { town: String street(short: Boolean!): String }`,
  resolvers: {
    Query: { rides: () => [{ id: '1' }, { id: '2' }] },
    Ride: {
      length: ({ id }: Row, { unit }: Row) => `${id}${unit}`,
      place: ({ id }: Row) => (id === '2' ? null : { town: `town ${id}` }),
    },
    Place: { street: (_: Row, { short }: Row) => (short ? 'St' : 'Street') },
  },
}
const UNIT = 'enum Unit { KM MILE }'
const PLACE = 'type Place { town: String @external street(short: Boolean!): String @external }'

describe('@requires', () => {
  tells('of a field of another subgraph', {
    over: {
      lengths,
      prices: {
        sdl: `${UNIT} type Ride @key(fields: "id") { id: ID! length(unit: Unit = KM): String @external price: String @requires(fields: "length") }`,
        resolvers: { Ride: { price: ({ id, length }: Row) => text([id, length]) } },
      },
    },
    query: '{ rides { price } }',
    data: { rides: [{ price: '["1","1KM"]' }, { price: '["2","2KM"]' }] },
  })

  const withArguments = {
    lengths,
    prices: {
      sdl: `${UNIT} type Ride @key(fields: "id") { id: ID! length(unit: Unit = KM): String @external
        price: String @requires(fields: "length(unit: MILE)") tax: String @requires(fields: "length(unit: KM)") }`,
      resolvers: { Ride: { price: ({ length }: Row) => `price of ${length}`, tax: ({ length }: Row) => `tax of ${length}` } },
    },
  }
  tells('with an argument', {
    over: withArguments,
    query: '{ rides { price } }',
    data: { rides: [{ price: 'price of 1MILE' }, { price: 'price of 2MILE' }] },
  })
  tells('with an argument, of a field that the client asks with another one', {
    over: withArguments,
    query: '{ rides { length price } }',
    data: {
      rides: [
        { length: '1KM', price: 'price of 1MILE' },
        { length: '2KM', price: 'price of 2MILE' },
      ],
    },
    apolloIsWrong: 'both fields get one response name',
  })
  tells('with an argument, of a field that the client asks with the same one, and of another that has its name', {
    over: withArguments,
    query: '{ rides { length: id miles: length(unit: MILE) price } }',
    data: {
      rides: [
        { length: '1', miles: '1MILE', price: 'price of 1MILE' },
        { length: '2', miles: '2MILE', price: 'price of 2MILE' },
      ],
    },
    apolloIsWrong: 'both fields get one response name',
  })
  tells('of two fields that need one field with different arguments', {
    over: withArguments,
    query: '{ rides { price tax } }',
    data: {
      rides: [
        { price: 'price of 1MILE', tax: 'tax of 1KM' },
        { price: 'price of 2MILE', tax: 'tax of 2KM' },
      ],
    },
    apolloIsWrong: 'both fields get one of the two',
  })
  tells('of two fields that need one field with different arguments, under aliases and the client besides', {
    over: withArguments,
    query: '{ rides { a: price b: tax price: length(unit: KM) length: length(unit: MILE) } }',
    data: {
      rides: ['1', '2'].map((id) => ({ a: `price of ${id}MILE`, b: `tax of ${id}KM`, price: `${id}KM`, length: `${id}MILE` })),
    },
    apolloIsWrong: 'both fields get one of the two',
  })

  tells('of two fields that need one field with different arguments, in two fragments on what lies behind an interface', {
    over: {
      lengths: {
        sdl: `interface Thing { id: ID! } type Ride implements Thing @key(fields: "id") { id: ID! length(must: Int!): Int }
          type Club @key(fields: "id") { id: ID! thing: Thing! }`,
        resolvers: {
          Club: { thing: () => ({ __typename: 'Ride', id: '7' }) },
          Ride: { length: (_: Row, { must }: Row) => Number(must) * 100 },
        },
      },
      prices: {
        sdl: `type Query { club: Club } type Club @key(fields: "id") { id: ID! } interface Thing { id: ID! }
          type Ride implements Thing @key(fields: "id") { id: ID! length(must: Int!): Int @external
            code: String price: String @requires(fields: "length(must: 2)") tax: String @requires(fields: "length(must: 0)") }`,
        resolvers: {
          Query: { club: () => ({ id: '1' }) },
          Ride: {
            code: () => 'R7',
            price: ({ length }: Row) => `price of ${length}`,
            tax: ({ length }: Row) => `tax of ${length}`,
          },
        },
      },
    },
    query: '{ club { thing { ... on Ride { price code } ... on Ride { tax } } } }',
    data: { club: { thing: { price: 'price of 200', code: 'R7', tax: 'tax of 0' } } },
    apolloIsWrong: 'both fields get one of the two',
  })

  tells('with an argument, of a field that the client asks without one, below a root that two subgraphs share', {
    over: {
      lengths: {
        sdl: 'type Query { ride: Ride @shareable } type Ride @key(fields: "id") { id: ID! length(in: Int = 1): Int }',
        resolvers: { Query: { ride: () => ({ id: '1' }) }, Ride: { length: (_: Row, { in: unit }: Row) => 60 / Number(unit) } },
      },
      prices: {
        sdl: `type Query { ride: Ride @shareable }
          type Ride @key(fields: "id") { id: ID! length(in: Int = 1): Int @external price: Int @requires(fields: "length(in: 10)") }`,
        resolvers: { Query: { ride: () => ({ id: '1' }) }, Ride: { price: ({ length }: Row) => Number(length) * 2 } },
      },
    },
    query: '{ ride { price length third: length(in: 3) } }',
    data: { ride: { price: 12, length: 60, third: 20 } },
    apolloIsWrong: 'both fields get one response name',
  })

  tells('of fields that lie deep and may be null', {
    over: {
      lengths,
      posts: {
        sdl: `${PLACE} type Ride @key(fields: "id") { id: ID! place: Place @external post: String @requires(fields: "place { town street(short: true) }") }`,
        resolvers: { Ride: { post: ({ place }: Row) => text(place) } },
      },
    },
    query: '{ rides { place { street(short: false) } post } }',
    data: {
      rides: [
        { place: { street: 'Street' }, post: '{"town":"town 1","street":"St"}' },
        { place: null, post: 'null' },
      ],
    },
    apolloIsWrong: 'both fields get one response name',
  })

  tells('of a field that itself requires', {
    over: {
      rides: {
        sdl: 'type Query { rides: [Ride] } type Ride @key(fields: "id") { id: ID! metres: Int }',
        resolvers: {
          Query: { rides: () => [{ id: '1', metres: 5 }] },
          Ride: { __resolveReference: ({ id }: Row) => ({ id, metres: 5 }) },
        },
      },
      power: {
        sdl: 'type Ride @key(fields: "id") { id: ID! metres: Int @external watts: Int @requires(fields: "metres") }',
        resolvers: { Ride: { watts: ({ metres }: { metres: number }) => metres * 10 } },
      },
      food: {
        sdl: 'type Ride @key(fields: "id") { id: ID! watts: Int @external metres: Int @external bars: String @requires(fields: "watts metres") }',
        resolvers: { Ride: { bars: ({ watts, metres }: Row) => `${watts} ${metres}` } },
      },
    },
    query: '{ rides { bars } }',
    data: { rides: [{ bars: '50 5' }] },
  })

  tells('of a field that requires another one of the first subgraph, beside a key that others do not have', {
    over: {
      bikes: {
        sdl: `type Query { bike: Bike } type Bike @key(fields: "id") @key(fields: "frame { number }") { id: ID! frame: Frame! weight: Int @external size: Int @external
          sum: String @requires(fields: "weight size") } type Frame { number: Int }`,
        resolvers: {
          Query: { bike: () => ({ id: '1' }) },
          Bike: { frame: () => ({ number: 9 }), sum: ({ weight, size }: Row) => `${weight}+${size}` },
        },
      },
      taxes: {
        sdl: `type Bike @key(fields: "id") { id: ID! weight: Int size: Int @external sum: String @external tax: String! @requires(fields: "size sum") }`,
        resolvers: { Bike: { weight: () => 7, tax: ({ size, sum }: Row) => `tax of ${sum} at ${size}` } },
      },
      sizes: { sdl: 'type Bike @key(fields: "id") { id: ID! size: Int }', resolvers: { Bike: { size: () => 56 } } },
    },
    query: '{ bike { frame { number } due: tax sum } }',
    data: { bike: { frame: { number: 9 }, due: 'tax of 7+56 at 56', sum: '7+56' } },
    apolloIsWrong: 'it asks bikes for the weight, which it does not have',
  })

  tells('beside a second key that others do not have, over which the first planner dies', {
    over: {
      prices: {
        sdl: `type Ride @key(fields: "id") @key(fields: "code") { id: ID! code: String! metres: Int @external price: String @requires(fields: "metres") }`,
        resolvers: { Ride: { price: ({ id, metres }: Row) => `${id} for ${metres}` } },
      },
      rides: {
        sdl: 'type Query { rides: [Ride] } type Ride @key(fields: "id") { id: ID! metres: Int }',
        resolvers: { Query: { rides: () => [{ id: '1', metres: 5 }] } },
      },
    },
    query: '{ rides { price } }',
    data: { rides: [{ price: '1 for 5' }] },
  })

  tells('in a subgraph that the ride begins in', {
    over: {
      rides: {
        sdl: `type Query { ride: Ride } type Ride @key(fields: "id") { id: ID! wind: Int @external pace: String @requires(fields: "wind") }`,
        resolvers: { Query: { ride: () => ({ id: '3' }) }, Ride: { pace: ({ id, wind }: Row) => `${id} ${wind}` } },
      },
      winds: {
        sdl: 'type Ride @key(fields: "id") { id: ID! wind: Int }',
        resolvers: { Ride: { wind: ({ id }: Row) => Number(id) * 2 } },
      },
    },
    query: '{ ride { pace } }',
    data: { ride: { pace: '3 6' } },
  })

  const gear = `interface Gear { id: ID! weight(grams: Boolean!): Int } `
  tells('of a field of an interface, by fragments, with an argument', {
    over: {
      gear: {
        sdl: `${gear} type Query { rides: [Ride] } type Ride @key(fields: "id") { id: ID! gear: Gear }
          type Shoe implements Gear @key(fields: "id") { id: ID! weight(grams: Boolean!): Int sole: String }
          type Bike implements Gear @key(fields: "id") { id: ID! weight(grams: Boolean!): Int gears: Int }`,
        resolvers: {
          Query: { rides: () => [{ id: '1' }, { id: '2' }, { id: '3' }] },
          Ride: {
            gear: ({ id }: Row) =>
              ({ 1: { __typename: 'Shoe', id: 's', sole: 'flat' }, 2: { __typename: 'Bike', id: 'b', gears: 7 } })[Number(id)] ??
              null,
          },
          Shoe: { weight: (_: Row, { grams }: Row) => (grams ? 300 : 0) },
          Bike: { weight: (_: Row, { grams }: Row) => (grams ? 9000 : 9) },
        },
      },
      fees: {
        sdl: `interface Gear { id: ID! weight(grams: Boolean!): Int }
          type Shoe implements Gear @key(fields: "id") { id: ID! weight(grams: Boolean!): Int @external sole: String @external }
          type Bike implements Gear @key(fields: "id") { id: ID! weight(grams: Boolean!): Int @external gears: Int @external }
          type Ride @key(fields: "id") { id: ID! gear: Gear @external
            fee: String @requires(fields: "gear { id weight(grams: true) ... on Shoe { sole } ... on Bike { gears } }") }`,
        resolvers: {
          Ride: {
            fee: ({ gear }: { gear: Row | null }) => gear && ['id', 'weight', 'sole', 'gears'].map((key) => gear[key]).join(),
          },
        },
      },
    },
    query: '{ rides { fee gear { __typename weight(grams: false) } } }',
    data: {
      rides: [
        { fee: 's,300,flat,', gear: { __typename: 'Shoe', weight: 0 } },
        { fee: 'b,9000,,7', gear: { __typename: 'Bike', weight: 9 } },
        { fee: null, gear: null },
      ],
    },
    apolloIsWrong: 'both fields get one response name',
  })

  tells('of a field of an implementing type, asked through the interface', {
    over: {
      gear: {
        sdl: `interface Gear { id: ID! } type Query { gear: [Gear] } type Shoe implements Gear @key(fields: "id") { id: ID! km: Int }
          type Bike implements Gear @key(fields: "id") { id: ID! miles: Int }`,
        resolvers: {
          Query: {
            gear: () => [
              { __typename: 'Shoe', id: '1', km: 5 },
              { __typename: 'Bike', id: '2', miles: 6 },
            ],
          },
        },
      },
      wear: {
        sdl: `interface Gear { id: ID! wear: String } type Shoe implements Gear @key(fields: "id") { id: ID! km: Int @external wear: String @requires(fields: "km") }
          type Bike implements Gear @key(fields: "id") { id: ID! miles: Int @external wear: String @requires(fields: "miles") }`,
        resolvers: { Shoe: { wear: ({ km }: Row) => `${km} km` }, Bike: { wear: ({ miles }: Row) => `${miles} miles` } },
      },
    },
    query: '{ gear { ... on Shoe { wear } ... on Bike { wear } } }',
    data: { gear: [{ wear: '5 km' }, { wear: '6 miles' }] },
  })

  tells('of what requires something itself, also where there is never anything of its type', {
    over: {
      rides: {
        sdl: `type Query { rides: [Ride] } interface Thing { id: ID! }
          type Ride implements Thing @key(fields: "id") { id: ID! length: Int @external sum: String @requires(fields: "length") }`,
        resolvers: {
          Query: { rides: () => [{ id: '1' }] },
          Ride: { sum: ({ length }: Row) => `sum of ${length}` },
        },
      },
      clubs: {
        sdl: `interface Thing { id: ID! } type Club implements Thing @key(fields: "id") { id: ID! best(place: Int!): [Thing] }`,
      },
      prices: {
        sdl: `type Query { things: [Thing] } interface Thing { id: ID! }
          type Ride implements Thing @key(fields: "id") @key(fields: "code") { id: ID! code: String! length: Int sum: String @external
            tax: String @requires(fields: "sum") }`,
        resolvers: {
          Query: { things: () => [{ __typename: 'Ride', id: '2', code: 'two' }] },
          Ride: { length: ({ id }: Row) => Number(id) * 10, tax: ({ sum }: Row) => `tax of ${sum}` },
        },
      },
    },
    query: '{ rides { tax } things { ... on Club { best(place: 2) { ... on Ride { tax } } } } }',
    data: { rides: [{ tax: 'tax of sum of 10' }], things: [{}] },
    apolloIsWrong: 'it asks for a length where nobody resolves it',
  })
  tells('of what requires something itself, where a key is not for clients', {
    over: {
      shoes: {
        sdl: `type Query { shoes: [Shoe] } interface Thing { id: ID! } type Shoe implements Thing @key(fields: "id") { id: ID! size: Int }`,
        resolvers: { Query: { shoes: () => [{ id: 's1' }] }, Shoe: { size: () => 42 } },
      },
      sums: {
        sdl: `type Query { ride: Ride } type Thing @key(fields: "id") @interfaceObject { id: ID! like: Thing }
          type Ride @key(fields: "id") { id: ID! length: Int @external sum: String @requires(fields: "length") }`,
        resolvers: {
          Query: { ride: () => ({ id: '1' }) },
          Thing: { like: () => ({ id: 's2' }) },
          Ride: { sum: ({ length }: Row) => `sum of ${length}` },
        },
      },
      taxes: {
        sdl: `interface Thing @key(fields: "id") { id: ID! }
          type Ride @key(fields: "code") @key(fields: "id") { id: ID! code: String! @inaccessible length: Int sum: String @external
            tax: String @requires(fields: "sum") }
          type Shoe implements Thing @key(fields: "id") { id: ID! size: Int @external others: [Thing] tax: String @requires(fields: "size") }`,
        resolvers: {
          Thing: { __resolveReference: ({ id }: Row) => ({ __typename: 'Shoe', id }) },
          Ride: { length: ({ id }: Row) => Number(id) * 10, tax: ({ sum }: Row) => `tax of ${sum}` },
          Shoe: { others: () => [{ __typename: 'Shoe', id: 's3' }], tax: ({ size }: Row) => `tax of ${size}` },
        },
      },
    },
    query: '{ shoes { others { like { ... on Shoe { tax } } } } ride { tax } }',
    data: { shoes: [{ others: [{ like: { tax: 'tax of 42' } }] }], ride: { tax: 'tax of sum of 10' } },
    apolloIsWrong: 'it asks for a length where nobody resolves it',
  })
  tells('of a field that answers an error', {
    over: {
      ...withArguments,
      lengths: {
        ...lengths,
        resolvers: {
          ...lengths.resolvers,
          Ride: {
            length: ({ id }: Row) => {
              if (id === '1') throw new GraphQLError('no length', { extensions: { code: 'NO_LENGTH' } })
              return id
            },
          },
        },
      },
    },
    query: '{ rides { id tax } }',
    data: {
      rides: [
        { id: '1', tax: 'tax of null' },
        { id: '2', tax: 'tax of 2' },
      ],
    },
    errors: ['rides.0 NO_LENGTH'],
    apolloErrors: ['rides.0.length NO_LENGTH'],
  })
})

describe('@requires below a field that two subgraphs share', () => {
  const friends = ({ id }: Row) => (id === '3' ? [] : [[{ id: String(Number(id) + 1) }, null]])
  const clubs: TestSubgraph = {
    sdl: 'type Query { club: Club } type Club @key(fields: "id") { id: ID! rank: Int friends: [[Club]] @shareable }',
    resolvers: { Query: { club: () => ({ id: '1' }) }, Club: { rank: ({ id }: Row) => Number(id) * 10, friends } },
  }
  const fees: TestSubgraph = {
    sdl: `type Club @key(fields: "id") { id: ID! rank: Int @external friends: [[Club]] @shareable
      fee: String @requires(fields: "rank") }`,
    resolvers: { Club: { friends, fee: ({ rank }: Row) => `fee of ${rank}` } },
  }
  // The first planner asks the second subgraph for the shared field once more, and for nothing below it.
  tells('and beside it', {
    over: { clubs, fees },
    query: '{ club { friends { fee id } fee } }',
    data: { club: { fee: 'fee of 10', friends: [[{ id: '2', fee: 'fee of 20' }, null]] } },
  })
  tells('and beside it, of an object that a third one knows', {
    over: {
      rides: {
        sdl: 'type Query { ride: Ride } type Ride @key(fields: "id") { id: ID! }',
        resolvers: { Query: { ride: () => ({ id: '1' }) } },
      },
      clubs: {
        sdl: `${clubs.sdl} type Ride @key(fields: "id") { id: ID! host: Club }`,
        resolvers: { ...clubs.resolvers, Ride: { host: () => ({ id: '1' }) } },
      },
      fees,
    },
    query: '{ ride { host { friends { fee id } fee } } }',
    data: { ride: { host: { fee: 'fee of 10', friends: [[{ id: '2', fee: 'fee of 20' }, null]] } } },
  })
})

describe('@provides', () => {
  const riders: TestSubgraph = {
    sdl: `type Rider @key(fields: "id") { id: ID! name: String @shareable age: Int @shareable home: Home @shareable } type Home @shareable { town: String zip: String }`,
    resolvers: { Rider: { name: () => 'of riders', age: () => 30, home: () => ({ town: 'T', zip: 'Z' }) } },
  }
  tells('is used by the paths that have it, and by no other', {
    over: {
      riders,
      races: {
        sdl: `type Query { winner: Rider @provides(fields: "name home { town }") loser: Rider }
          type Rider @key(fields: "id") { id: ID! name: String @external home: Home @external } type Home { town: String @external }`,
        resolvers: {
          Query: { winner: () => ({ id: '1', name: 'of races', home: { town: 'of races' } }), loser: () => ({ id: '2' }) },
        },
      },
    },
    query: '{ winner { name home { town } } loser { name home { town zip } } }',
    data: {
      winner: { name: 'of races', home: { town: 'of races' } },
      loser: { name: 'of riders', home: { town: 'T', zip: 'Z' } },
    },
  })
  tells('on a list of an interface, by a fragment', {
    over: {
      gear: {
        sdl: `interface Gear { id: ID! } type Shoe implements Gear @key(fields: "id") { id: ID! size: Int @shareable } type Bike implements Gear @key(fields: "id") { id: ID! gears: Int }`,
        resolvers: { Shoe: { size: () => 1 }, Bike: { gears: () => 21 } },
      },
      wishes: {
        sdl: `interface Gear { id: ID! } type Query { wishes: [Gear] @provides(fields: "... on Shoe { size }") }
          type Shoe implements Gear @key(fields: "id") { id: ID! size: Int @external } type Bike implements Gear @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: {
            wishes: () => [
              { __typename: 'Shoe', id: '1', size: 44 },
              { __typename: 'Bike', id: '2' },
            ],
          },
        },
      },
    },
    query: '{ wishes { id ... on Shoe { size } ... on Bike { gears } } }',
    data: {
      wishes: [
        { id: '1', size: 44 },
        { id: '2', gears: 21 },
      ],
    },
  })
})

describe('@override', () => {
  const old: TestSubgraph = {
    sdl: 'type Query { bike: Bike } type Bike @key(fields: "id") { id: ID! price: String name: String }',
    resolvers: {
      Query: { bike: () => ({ id: '1' }) },
      Bike: { __resolveReference: (key: Row) => key, price: () => 'of old', name: () => 'of old' },
    },
  }
  const moved = (label: string): TestSubgraph => ({
    sdl: `type Bike @key(fields: "id") { id: ID! price: String @override(from: "old"${label}) } type Query { same: Bike }`,
    resolvers: { Query: { same: () => ({ id: '1' }) }, Bike: { price: () => 'of new' } },
  })
  tells('takes a field over', {
    over: { old, new: moved('') },
    query: '{ bike { name price } same { name price } }',
    data: { bike: { name: 'of old', price: 'of new' }, same: { name: 'of old', price: 'of new' } },
  })
  tells('with a label of all requests takes it over', {
    over: { old, new: moved(', label: "percent(100)"') },
    query: '{ bike { name price } same { name price } }',
    data: { bike: { name: 'of old', price: 'of new' }, same: { name: 'of old', price: 'of new' } },
    apolloIsWrong: 'it knows no labels',
  })
  tells('with a label of no request leaves it', {
    over: { old, new: moved(', label: "percent(0)"') },
    query: '{ bike { name price } same { name price } }',
    data: { bike: { name: 'of old', price: 'of old' }, same: { name: 'of old', price: 'of old' } },
  })
  tells('with a label that nobody has set leaves it', {
    over: { old, new: moved(', label: "half-way"') },
    query: '{ bike { price } same { price } }',
    data: { bike: { price: 'of old' }, same: { price: 'of old' } },
  })
  tells('of a field that a @requires asks for', {
    over: {
      old,
      new: moved(''),
      sums: {
        sdl: 'type Bike @key(fields: "id") { id: ID! price: String @external sum: String @requires(fields: "price") }',
        resolvers: { Bike: { sum: ({ price }: Row) => `sum ${price}` } },
      },
    },
    query: '{ bike { sum } }',
    data: { bike: { sum: 'sum of new' } },
  })
})
