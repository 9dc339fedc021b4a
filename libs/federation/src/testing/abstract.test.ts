import { GraphQLError } from 'graphql'
import { describe, expect } from 'vitest'
import { tells } from './tells.ts'
import type { TestSubgraph } from './world.ts'

type Row = Readonly<Record<string, unknown>>

describe('@interfaceObject', () => {
  const gear: TestSubgraph = {
    sdl: `type Query { gear: [Gear] shoe: Shoe } interface Gear @key(fields: "id") { id: ID! name: String }
      type Shoe implements Gear @key(fields: "id") { id: ID! name: String size: Int }
      type Bike implements Gear @key(fields: "id") { id: ID! name: String gears: Int }`,
    resolvers: {
      Query: {
        gear: () => [
          { __typename: 'Shoe', id: 's1', name: 'shoe', size: 42 },
          null,
          { __typename: 'Bike', id: 'b1', name: 'bike', gears: 7 },
        ],
        shoe: () => ({ id: 's1', name: 'shoe', size: 42 }),
      },
      Gear: {
        __resolveReference: ({ id }: { id: string }) =>
          id.startsWith('s')
            ? { __typename: 'Shoe', id, name: `shoe ${id}`, size: 1 }
            : { __typename: 'Bike', id, name: `bike ${id}`, gears: 1 },
        __resolveType: ({ __typename }: { __typename: string }) => __typename,
      },
      Shoe: { __resolveReference: ({ id }: Row) => ({ id, name: `shoe ${id}`, size: 1 }) },
      Bike: { __resolveReference: ({ id }: Row) => ({ id, name: `bike ${id}`, gears: 1 }) },
    },
  }
  const stars: TestSubgraph = {
    sdl: `type Query { best: [Gear] } type Gear @key(fields: "id") @interfaceObject { id: ID! stars: Int label: String }`,
    resolvers: {
      Query: { best: () => [{ id: 's5', stars: 5 }, { id: 'b6', stars: 6 }, null] },
      Gear: {
        __resolveReference: ({ id }: { id: string }) => ({ id, stars: Number(id.slice(1)) }),
        label: ({ id }: Row) => `label ${id}`,
      },
    },
  }
  const over = { gear, stars }
  tells('adds fields to all types of an interface', {
    over,
    query: '{ gear { __typename id stars ... on Shoe { size label } ... on Bike { gears } } shoe { stars } }',
    data: {
      gear: [
        { __typename: 'Shoe', id: 's1', stars: 1, size: 42, label: 'label s1' },
        null,
        { __typename: 'Bike', id: 'b1', stars: 1, gears: 7 },
      ],
      shoe: { stars: 1 },
    },
  })
  const weights: TestSubgraph = {
    sdl: 'type Gear @key(fields: "id") @interfaceObject { id: ID! label: String weight: Int! }',
    resolvers: {
      Gear: {
        label: ({ id }: Row) => `label ${id}`,
        weight: ({ id }: { id: string }) => {
          if (id !== 'b1') throw new GraphQLError('not weighed', { extensions: { code: 'FORBIDDEN' } })
          return 9
        },
      },
    },
  }
  tells('loses nothing by a field that may not be null and that is wanted of things of another type', {
    over: { gear, weights },
    query: '{ gear { id ... on Shoe { label } ... on Bike { weight } } }',
    data: { gear: [{ id: 's1', label: 'label s1' }, null, { id: 'b1', weight: 9 }] },
    apolloIsWrong: 'it asks for the weights of shoes too, and loses the label with them',
    // In one request all the same.
    calls: (calls) =>
      expect(new Set(calls.filter(({ subgraph }) => subgraph === 'weights').map(({ query }) => query)).size).toBe(1),
  })
  const spares: TestSubgraph = {
    sdl: gear.sdl.replace('gears: Int', 'gears: Int spare: Gear!'),
    resolvers: {
      ...gear.resolvers,
      Bike: { spare: ({ id }: Row) => ({ __typename: 'Shoe', id: 's9', name: `spare of ${id}` }) },
    },
  }
  const heavy: TestSubgraph = {
    sdl: `type Query { heavy: [Gear] } ${weights.sdl}`,
    resolvers: { ...weights.resolvers, Query: { heavy: () => [{ id: 's5' }, { id: 'b6' }, null] } },
  }
  tells('loses nothing by such a field where the first planner has no plan', {
    over: { shop: heavy, yard: spares },
    query: '{ gear { id label ... on Bike { weight } } heavy { ... on Bike { spare { name } } } }',
    data: {
      gear: [{ id: 's1', label: 'label s1' }, null, { id: 'b1', label: 'label b1', weight: 9 }],
      heavy: [{}, { spare: { name: 'spare of b6' } }, null],
    },
    apolloIsWrong: 'it asks for the weights of shoes too, and loses the label with them',
  })
  tells('says what a thing is lost by of which such a field is wanted', {
    over: { gear, weights },
    query: '{ gear { id ... on Bike { label } ... on Shoe { weight } } }',
    data: { gear: [null, null, { id: 'b1', label: 'label b1' }] },
    errors: ['gear.0.weight FORBIDDEN'],
  })
  tells('begins a path: the type is asked of who knows it', {
    over,
    query: '{ best { __typename id stars } }',
    data: { best: [{ __typename: 'Shoe', id: 's5', stars: 5 }, { __typename: 'Bike', id: 'b6', stars: 6 }, null] },
  })
  tells('begins a path with fragments on the types', {
    over,
    query: '{ best { stars kind: __typename name ... on Shoe { size stars label } ... on Bike { gears } } }',
    data: {
      best: [
        { stars: 5, kind: 'Shoe', name: 'shoe s5', size: 1, label: 'label s5' },
        { stars: 6, kind: 'Bike', name: 'bike b6', gears: 1 },
        null,
      ],
    },
  })
  tells('begins a path with a fragment on one of the types alone', {
    over,
    query: '{ best { ... on Shoe { stars } } }',
    data: { best: [{ stars: 5 }, {}, null] },
  })
  tells('begins a path that needs nobody else', {
    over,
    query: '{ best { id stars label } }',
    data: { best: [{ id: 's5', stars: 5, label: 'label s5' }, { id: 'b6', stars: 6, label: 'label b6' }, null] },
  })
  tells('leads from one type to others, of which somebody else knows the rest', {
    over: {
      gear,
      likes: {
        sdl: 'type Gear @key(fields: "id") @interfaceObject { id: ID! like: [Gear] }',
        resolvers: { Gear: { like: ({ id }: Row) => (id === 's1' ? [{ id: 'b2' }, { id: 's3' }, null] : []) } },
      },
    },
    query: '{ shoe { like { name } again: like { ... on Bike { gears like { id } } } } }',
    data: {
      shoe: {
        like: [{ name: 'bike b2' }, { name: 'shoe s3' }, null],
        again: [{ gears: 1, like: [] }, {}, null],
      },
    },
  })

  const torn = {
    stars,
    gear: {
      sdl: `interface Gear @key(fields: "id") { id: ID! name: String } type Query { shoe: Shoe }
        type Shoe implements Gear @key(fields: "id") { id: ID! name: String size: Int! }
        type Bike implements Gear @key(fields: "id") { id: ID! name: String gears: Int }`,
      resolvers: {
        Gear: {
          __resolveReference: ({ id }: { id: string }) => ({ __typename: id.startsWith('s') ? 'Shoe' : 'Bike', id }),
          __resolveType: ({ __typename }: { __typename: string }) => __typename,
        },
        Shoe: {
          name: ({ id }: Row) => `name ${id}`,
          size: () => {
            throw new GraphQLError('no', { extensions: { code: 'NO_SIZE' } })
          },
        },
        Bike: { gears: () => 3 },
      },
    },
  }
  tells('is null where a field of a type behind it fails that may not be null', {
    over: torn,
    query: '{ best { stars ... on Shoe { size } ... on Bike { gears } } }',
    data: { best: [null, { stars: 6, gears: 3 }, null] },
    errors: ['best.0.size NO_SIZE'],
    apolloIsWrong: 'it does not know of which type the first one is, and answers what it has',
  })
  tells('has no type where who knows it answers an error', {
    over: {
      stars,
      gear: {
        ...torn.gear,
        resolvers: {
          ...torn.gear.resolvers,
          Gear: {
            ...torn.gear.resolvers.Gear,
            __resolveReference: () => {
              throw new GraphQLError('no', { extensions: { code: 'GONE' } })
            },
          },
        },
      },
    },
    query: '{ best { stars ... on Bike { gears } } }',
    data: { best: [null, null, null] },
    errors: ['best GONE'],
    apolloIsWrong: 'it answers as if there were no bikes among them',
  })
  tells('is asked for the fields of one type among several', {
    over: {
      names: {
        sdl: 'interface Gear { id: ID! name: String } type Shoe implements Gear @key(fields: "id") { id: ID! name: String }',
        resolvers: { Shoe: { name: ({ id }: Row) => `shoe ${id}` } },
      },
      stars: {
        sdl: 'type Query { best: [Gear] } type Gear @key(fields: "id") @interfaceObject { id: ID! stars: Int }',
        resolvers: {
          Query: { best: () => [{ id: 's5' }, { id: 's6' }, { id: 'b6' }] },
          Gear: { stars: ({ id }: { id: string }) => Number(id.slice(1)) },
        },
      },
      parts: {
        sdl: `interface Gear @key(fields: "id") { id: ID! } type Shoe implements Gear @key(fields: "id") { id: ID! spare: Gear! }
          type Bike implements Gear @key(fields: "id") { id: ID! name: String }`,
        resolvers: {
          Gear: {
            __resolveReference: ({ id }: { id: string }) => ({ __typename: id.startsWith('s') ? 'Shoe' : 'Bike', id }),
            __resolveType: ({ __typename }: { __typename: string }) => __typename,
          },
          Shoe: { spare: ({ id }: Row) => (id === 's5' ? { __typename: 'Shoe', id: 's7' } : { __typename: 'Bike', id: 'b8' }) },
          Bike: { name: ({ id }: Row) => `bike ${id}` },
        },
      },
    },
    query: '{ best { ... on Shoe { spare { ... on Bike { stars } name } } } }',
    data: { best: [{ spare: { name: 'shoe s7' } }, { spare: { stars: 8, name: 'bike b8' } }, {}] },
  })
  tells('with @requires', {
    over: {
      gear,
      tags: {
        sdl: `type Gear @key(fields: "id") @interfaceObject { id: ID! name: String @external tag: String @requires(fields: "name") } type Query { tagged: [Gear] }`,
        resolvers: { Query: { tagged: () => [{ id: 'b2' }] }, Gear: { tag: ({ name }: Row) => `<${name}>` } },
      },
    },
    query: '{ gear { tag } shoe { tag } tagged { __typename tag } }',
    data: {
      gear: [{ tag: '<shoe>' }, null, { tag: '<bike>' }],
      shoe: { tag: '<shoe>' },
      tagged: [{ __typename: 'Bike', tag: '<bike b2>' }],
    },
  })
})

describe('abstract types', () => {
  const posts: TestSubgraph = {
    sdl: `interface Post { id: ID! author: Rider } type Rider @key(fields: "id") { id: ID! }
      type Photo implements Post @key(fields: "id") { id: ID! author: Rider url: String }
      type Note implements Post @key(fields: "id") { id: ID! author: Rider text: String }
      type Poll implements Post { id: ID! author: Rider choices: [String!] }
      union Found = Photo | Rider | Poll
      type Query { posts: [Post!]! found: [Found] }`,
    resolvers: {
      Query: {
        posts: () => [
          { __typename: 'Photo', id: '1', author: { id: 'a' }, url: 'u1' },
          { __typename: 'Note', id: '2', author: { id: 'b' }, text: 't2' },
          { __typename: 'Poll', id: '3', author: null, choices: ['x'] },
        ],
        found: () => [
          { __typename: 'Rider', id: 'c' },
          null,
          { __typename: 'Photo', id: '4', url: 'u4' },
          { __typename: 'Poll', id: '5', author: { id: 'd' } },
        ],
      },
    },
  }
  const likes: TestSubgraph = {
    sdl: `type Photo @key(fields: "id") { id: ID! likes: Int } type Note @key(fields: "id") { id: ID! likes: Int } type Rider @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Photo: { likes: ({ id }: Row) => Number(id) },
      Note: { likes: ({ id }: Row) => Number(id) * 100 },
      Rider: { name: ({ id }: Row) => `rider ${id}` },
    },
  }
  const over = { posts, likes }
  tells('fragments with fields of two subgraphs', {
    over,
    query:
      '{ posts { id __typename author { name } ... on Photo { likes url } ... on Note { likes text } ... on Poll { choices } } }',
    data: {
      posts: [
        { id: '1', __typename: 'Photo', author: { name: 'rider a' }, likes: 1, url: 'u1' },
        { id: '2', __typename: 'Note', author: { name: 'rider b' }, likes: 200, text: 't2' },
        { id: '3', __typename: 'Poll', author: null, choices: ['x'] },
      ],
    },
  })
  tells('a union: fragments on an interface, on a member, and none that fits', {
    over,
    query:
      '{ found { ... on Post { id author { name } } ... on Rider { name } } kinds: found { __typename } notes: found { ... on Photo { likes } } }',
    data: {
      found: [{ name: 'rider c' }, null, { id: '4', author: null }, { id: '5', author: { name: 'rider d' } }],
      kinds: [{ __typename: 'Rider' }, null, { __typename: 'Photo' }, { __typename: 'Poll' }],
      notes: [{}, null, { likes: 4 }, {}],
    },
  })
  tells('fragments in fragments, some of which cannot be', {
    over,
    query: `{ posts { ...A } } fragment A on Post { ... on Photo { ... on Post { ... on Photo { likes } ... on Note { text } } } ...B } fragment B on Note { likes ... on Post { id } }`,
    data: { posts: [{ likes: 1 }, { likes: 200, id: '2' }, {}] },
  })
  tells('one name for different fields of types that exclude each other', {
    over,
    query: '{ posts { ... on Photo { value: url n: likes } ... on Note { value: text n: likes } } }',
    data: { posts: [{ value: 'u1', n: 1 }, { value: 't2', n: 200 }, {}] },
  })

  tells('a union of which each subgraph knows other members', {
    over: {
      a: {
        sdl: `union Prize = Cup | Medal type Cup @key(fields: "id") { id: ID! } type Medal @shareable { metal: String } type Query { a: [Prize] }`,
        resolvers: {
          Query: {
            a: () => [
              { __typename: 'Cup', id: '1' },
              { __typename: 'Medal', metal: 'gold' },
            ],
          },
        },
      },
      b: {
        sdl: `union Prize = Cup | Voucher type Cup @key(fields: "id") { id: ID! litres: Int } type Voucher { euros: Int } type Query { b: [Prize] }`,
        resolvers: {
          Query: {
            b: () => [
              { __typename: 'Voucher', euros: 5 },
              { __typename: 'Cup', id: '2' },
            ],
          },
          Cup: { litres: () => 3 },
        },
      },
    },
    query: `{ a { ...P } b { ...P } } fragment P on Prize { __typename ... on Cup { litres } ... on Medal { metal } ... on Voucher { euros } }`,
    data: {
      a: [
        { __typename: 'Cup', litres: 3 },
        { __typename: 'Medal', metal: 'gold' },
      ],
      b: [
        { __typename: 'Voucher', euros: 5 },
        { __typename: 'Cup', litres: 3 },
      ],
    },
  })

  const sports = {
    plans: {
      sdl: `enum Sport { RUN RIDE } type Query { plan(sport: Sport = RIDE): Sport plans(sports: [Sport!]): [Plan] } type Plan @key(fields: "sport") { sport: Sport! }`,
      resolvers: {
        Query: { plan: (_: Row, { sport }: Row) => sport, plans: () => [{ sport: 'RUN' }, { sport: 'RIDE' }] },
      },
    },
    others: {
      sdl: `enum Sport { RUN RIDE } type Plan @key(fields: "sport") { sport: Sport! weeks(of: Sport): String }`,
      resolvers: { Plan: { weeks: ({ sport }: Row, { of }: Row) => `${sport} ${of}` } },
    },
  }
  tells('an enum as a key, an argument and a default', {
    over: sports,
    query: 'query ($s: Sport) { plan other: plan(sport: RUN) third: plan(sport: $s) plans { weeks(of: $s) } }',
    variables: { s: 'RUN' },
    data: { plan: 'RIDE', other: 'RUN', third: 'RUN', plans: [{ weeks: 'RUN RUN' }, { weeks: 'RIDE RUN' }] },
  })
  tells('an enum of which the subgraphs know other values, some of them for no client', {
    over: {
      a: {
        sdl: 'enum Zone { ONE TWO SECRET @inaccessible } type Query { a: [Zone] b: Zone }',
        resolvers: { Query: { a: () => ['ONE', 'SECRET', 'TWO'], b: () => 'SECRET' } },
      },
      b: { sdl: 'enum Zone { ONE THREE } type Query { c: Zone }', resolvers: { Query: { c: () => 'THREE' } } },
    },
    query: '{ a b c __type(name: "Zone") { enumValues { name } } }',
    data: {
      a: ['ONE', null, 'TWO'],
      b: null,
      c: 'THREE',
      __type: { enumValues: [{ name: 'ONE' }, { name: 'TWO' }, { name: 'THREE' }] },
    },
    errors: ['a.1 SERVICE_UNAVAILABLE', 'b SERVICE_UNAVAILABLE'],
    apolloErrors: [],
  })
})

describe('@shareable', () => {
  tells('with another nullability in each subgraph', {
    over: {
      a: {
        sdl: 'type Query { ride: Ride } type Ride @key(fields: "id") { id: ID! name: String! @shareable }',
        resolvers: { Query: { ride: () => ({ id: '1', name: 'here' }) } },
      },
      b: {
        sdl: 'type Query { other: Ride } type Ride @key(fields: "id") { id: ID! name: String @shareable km: Int }',
        resolvers: { Query: { other: () => ({ id: '2', name: null, km: 2 }) }, Ride: { km: () => 1 } },
      },
    },
    query: '{ ride { name km } other { name km } }',
    data: { ride: { name: 'here', km: 1 }, other: { name: null, km: 1 } },
  })
  tells('a value type of which each subgraph knows a part more', {
    over: {
      a: {
        sdl: 'type Query { ride: Ride @shareable } type Ride @shareable { id: ID! start: Spot } type Spot @shareable { lat: Int }',
        resolvers: { Query: { ride: () => ({ id: '1', start: { lat: 1 } }) } },
      },
      b: {
        sdl: 'type Query { ride: Ride @shareable } type Ride @shareable { id: ID! start: Spot } type Spot @shareable { lat: Int lon: Int }',
        resolvers: { Query: { ride: () => ({ id: '1', start: { lat: 1, lon: 2 } }) } },
      },
    },
    query: '{ ride { id start { lat lon } } }',
    data: { ride: { id: '1', start: { lat: 1, lon: 2 } } },
  })
})

describe('@inaccessible', () => {
  const over: Record<string, TestSubgraph> = {
    a: {
      sdl: `type Query { ride: Ride any: [Thing] secret: Int @inaccessible } union Thing = Ride | Hidden type Hidden @inaccessible { x: Int }
        type Ride @key(fields: "id") { id: ID! @inaccessible title: String }`,
      resolvers: {
        Query: {
          ride: () => ({ id: '1', title: 'A' }),
          any: () => [
            { __typename: 'Ride', id: '1', title: 'A' },
            { __typename: 'Hidden', x: 1 },
          ],
        },
      },
    },
    b: { sdl: 'type Ride @key(fields: "id") { id: ID! km: String }', resolvers: { Ride: { km: ({ id }: Row) => `km ${id}` } } },
  }
  tells('a key for no client still joins', { over, query: '{ ride { title km } }', data: { ride: { title: 'A', km: 'km 1' } } })
  tells('a type for no client is answered as null', {
    over,
    query: '{ any { __typename ... on Ride { km } } }',
    data: { any: [{ __typename: 'Ride', km: 'km 1' }, null] },
    errors: ['any.1 SERVICE_UNAVAILABLE'],
    apolloErrors: [],
  })
})
