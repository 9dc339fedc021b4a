import { describe } from 'vitest'
import { tells } from './tells.ts'
import type { TestSubgraph } from './world.ts'

type Row = Readonly<Record<string, unknown>>

describe('keys', () => {
  const rides: TestSubgraph = {
    sdl: `type Query { ride: Ride, rides: [Ride] } type Ride @key(fields: "country number") { country: String! number: Int! title: String }`,
    resolvers: {
      Query: {
        ride: () => ({ country: 'NL', number: 2, title: 'Dunes' }),
        rides: () => [{ country: 'NL', number: 1 }, null, { country: 'BE', number: 1 }],
      },
    },
  }
  const weather: TestSubgraph = {
    sdl: `type Ride @key(fields: "number country") { country: String! number: Int! weather: String }`,
    resolvers: { Ride: { weather: ({ country, number }: Row) => `rain ${country}${number}` } },
  }
  tells('of several fields, written in another order', {
    over: { rides, weather },
    query: '{ ride { title weather } rides { weather } }',
    data: { ride: { title: 'Dunes', weather: 'rain NL2' }, rides: [{ weather: 'rain NL1' }, null, { weather: 'rain BE1' }] },
  })

  const nested = '@key(fields: "club { id place { city } } name")'
  tells('that lie deep', {
    over: {
      teams: {
        sdl: `type Query { teams: [Team!]! } type Team ${nested} { name: String! club: Club! }
          type Club @shareable { id: ID! place: Place } type Place @shareable { city: String }`,
        resolvers: {
          Query: {
            teams: () => [
              { name: 'A', club: { id: '1', place: { city: 'Gent' } } },
              { name: 'B', club: { id: '2', place: { city: 'Delft' } } },
            ],
          },
        },
      },
      ranks: {
        sdl: `type Team ${nested} { name: String! club: Club! rank: String }
          type Club @shareable { id: ID! place: Place } type Place @shareable { city: String }`,
        resolvers: {
          Team: {
            rank: ({ name, club }: { name: string; club: { id: string; place: Row } }) => `${name}${club.id}${club.place.city}`,
          },
        },
      },
    },
    query: '{ teams { rank } }',
    data: { teams: [{ rank: 'A1Gent' }, { rank: 'B2Delft' }] },
  })

  tells('in a chain: the first subgraph has one key, the last another, and the one between both', {
    over: {
      feed: {
        sdl: 'type Query { rider: Rider } type Rider @key(fields: "id") { id: ID! }',
        resolvers: { Query: { rider: () => ({ id: '7' }) } },
      },
      names: {
        sdl: 'type Rider @key(fields: "id") @key(fields: "mail") { id: ID! mail: String! }',
        resolvers: { Rider: { mail: ({ id }: Row) => `${id}@riders.test` } },
      },
      letters: {
        sdl: 'type Rider @key(fields: "mail") { mail: String! letters: Int }',
        resolvers: { Rider: { letters: ({ mail }: { mail: string }) => mail.length } },
      },
    },
    query: '{ rider { letters } }',
    data: { rider: { letters: 13 } },
  })

  const shoeKeys = {
    shops: {
      sdl: `type Query { shoes: [Shoe] } type Shoe @key(fields: "code", resolvable: false) @key(fields: "id", resolvable: false) { id: ID! code: String! }`,
      resolvers: { Query: { shoes: () => [{ id: '1', code: 'x' }] } },
    },
    makers: {
      sdl: `type Shoe @key(fields: "code", resolvable: false) @key(fields: "id") { id: ID! code: String! maker: String }`,
      resolvers: {
        Shoe: {
          __resolveReference: (key: Row) => {
            if (key.id === undefined) throw new Error('asked by a key that does not resolve')
            return key
          },
          maker: ({ id }: Row) => `maker of ${id}`,
        },
      },
    },
  }
  tells('of which one does not resolve', {
    over: shoeKeys,
    query: '{ shoes { maker } }',
    data: { shoes: [{ maker: 'maker of 1' }] },
  })

  tells('that do not resolve, for a type whose fields are all here', {
    over: {
      bikes: {
        sdl: 'type Query { bikes: [Bike] } type Bike @key(fields: "id") { id: ID! name: String }',
        resolvers: {
          Query: { bikes: () => [{ id: '1', name: 'Red' }] },
          Bike: { __resolveReference: ({ id }: Row) => ({ id, name: `bike ${id}` }) },
        },
      },
      rentals: {
        sdl: 'type Query { rentals: [Rental] } type Rental { bike: Bike } type Bike @key(fields: "id", resolvable: false) { id: ID! }',
        resolvers: { Query: { rentals: () => [{ bike: { id: '4' } }, { bike: null }] } },
      },
    },
    query: '{ rentals { bike { id name } } bikes { name } }',
    data: { rentals: [{ bike: { id: '4', name: 'bike 4' } }, { bike: null }], bikes: [{ name: 'Red' }] },
  })

  const places = {
    map: {
      sdl: 'type Query { places: [Place] } type Place @key(fields: "id") @key(fields: "slug") { id: ID slug: String }',
      resolvers: {
        Query: {
          places: () => [
            { id: '1', slug: null },
            { id: null, slug: 'b' },
            { id: null, slug: null },
          ],
        },
      },
    },
    visits: {
      sdl: 'type Place @key(fields: "id") { id: ID visits: Int }',
      resolvers: {
        Place: { __resolveReference: ({ id }: Row) => (id == null ? null : { id }), visits: ({ id }: Row) => Number(id) * 10 },
      },
    },
  }
  tells('that are null: who has none has no further fields', {
    over: places,
    query: '{ places { slug visits } }',
    data: {
      places: [
        { slug: null, visits: 10 },
        { slug: 'b', visits: null },
        { slug: null, visits: null },
      ],
    },
  })

  const gone = {
    log: {
      sdl: 'type Query { a: Run b: Run runs: [Run!] } type Run @key(fields: "id") { id: ID! }',
      resolvers: { Query: { a: () => ({ id: '1' }), b: () => ({ id: '2' }), runs: () => [{ id: '1' }, { id: '2' }] } },
    },
    laps: {
      sdl: 'type Run @key(fields: "id") { id: ID! laps: Int! note: String }',
      resolvers: {
        Run: { __resolveReference: ({ id }: Row) => (id === '2' ? null : { id, laps: 3, note: 'fine' }) },
      },
    },
  }
  tells('of entities that are not there: null where that may be', {
    over: gone,
    query: '{ a { note } b { note } }',
    data: { a: { note: 'fine' }, b: { note: null } },
  })
  tells('of entities that are not there: their parent is null where a field may not be', {
    over: gone,
    query: '{ a { id laps } b { id laps } }',
    data: { a: { id: '1', laps: 3 }, b: null },
  })
  tells('of entities that are not there, in a list whose items may not be null', {
    over: gone,
    query: '{ runs { laps } }',
    data: { runs: null },
  })

  tells('of entities in lists of lists', {
    over: {
      grid: {
        sdl: 'type Query { grid: [[Tile]] } type Tile @key(fields: "id") { id: ID! }',
        resolvers: { Query: { grid: () => [[{ id: '1' }, null], null, [], [{ id: '2' }]] } },
      },
      colours: {
        sdl: 'type Tile @key(fields: "id") { id: ID! colour: String }',
        resolvers: { Tile: { colour: ({ id }: Row) => `colour ${id}` } },
      },
    },
    query: '{ grid { colour } }',
    data: { grid: [[{ colour: 'colour 1' }, null], null, [], [{ colour: 'colour 2' }]] },
  })

  tells('of types that refer to each other in a circle', {
    over: {
      clubs: {
        sdl: `type Query { club: Club } type Club @key(fields: "id") { id: ID! captain: Rider } type Rider @key(fields: "id") { id: ID! clubs: [Club] }`,
        resolvers: {
          Query: { club: () => ({ id: 'c1', captain: { id: 'r1' } }) },
          Club: { __resolveReference: ({ id }: Row) => ({ id, captain: { id: 'r1' } }) },
          Rider: {
            clubs: () => [
              { id: 'c1', captain: { id: 'r1' } },
              { id: 'c2', captain: { id: 'r2' } },
            ],
          },
        },
      },
      riders: {
        sdl: `type Rider @key(fields: "id") { id: ID! name: String favourite: Club } type Club @key(fields: "id") { id: ID! motto: String }`,
        resolvers: {
          Rider: { name: ({ id }: Row) => `rider ${id}`, favourite: () => ({ id: 'c9' }) },
          Club: { motto: ({ id }: Row) => `motto ${id}` },
        },
      },
    },
    query: '{ club { motto captain { name clubs { motto captain { name favourite { motto captain { name } } } } } } }',
    data: {
      club: {
        motto: 'motto c1',
        captain: {
          name: 'rider r1',
          clubs: [
            { motto: 'motto c1', captain: { name: 'rider r1', favourite: { motto: 'motto c9', captain: { name: 'rider r1' } } } },
            { motto: 'motto c2', captain: { name: 'rider r2', favourite: { motto: 'motto c9', captain: { name: 'rider r1' } } } },
          ],
        },
      },
    },
  })
})
