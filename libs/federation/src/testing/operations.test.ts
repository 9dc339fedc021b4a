import { describe } from 'vitest'
import { tells } from './tells.ts'
import type { TestSubgraph } from './world.ts'

type Row = Readonly<Record<string, unknown>>

const rides: TestSubgraph = {
  sdl: `type Query { ride(id: ID): Ride none: Ride rides(first: Int = 2): [Ride!] } type Ride @key(fields: "id") { id: ID! title(upper: Boolean = false): String rider: Rider }
    type Rider @key(fields: "id") { id: ID! }`,
  resolvers: {
    Query: {
      ride: (_: Row, { id }: Row) => ({ id: id ?? '0', rider: { id: 'a' } }),
      none: () => null,
      rides: (_: Row, { first }: { first: number }) =>
        Array.from({ length: first }, (_item, index) => ({ id: `${index}`, rider: { id: 'a' } })),
    },
    Ride: { title: ({ id }: Row, { upper }: Row) => (upper ? `RIDE ${id}` : `ride ${id}`) },
  },
}
const riders: TestSubgraph = {
  sdl: 'type Rider @key(fields: "id") { id: ID! name(of: Name): String age(in: Int!): Int } input Name { first: String last: [String] = ["L"] } type Query { me: Rider }',
  resolvers: {
    Query: { me: () => ({ id: 'm' }) },
    Rider: {
      name: ({ id }: Row, args: Row) => `${id} ${JSON.stringify(args)}`,
      age: (_: Row, { in: years }: { in: number }) => years + 1,
    },
  },
}
const over = { rides, riders }

describe('operations', () => {
  tells('aliases that collide with fields, across subgraphs', {
    over,
    query: '{ rides { title: id id: title name: rider { id: name rider: id } rider { name: id age: name } } }',
    data: {
      rides: ['0', '1'].map((id) => ({
        title: id,
        id: `ride ${id}`,
        name: { id: 'a {}', rider: 'a' },
        rider: { name: 'a', age: 'a {}' },
      })),
    },
  })
  tells('an alias that looks like what a planner writes', {
    over,
    query: '{ ride { __typename id: __typename _id: id rider { __typename: id id: name } } }',
    data: { ride: { __typename: 'Ride', id: 'Ride', _id: '0', rider: { __typename: 'a', id: 'a {}' } } },
    apolloIsWrong: 'the name is its own',
  })
  tells('one field with several arguments', {
    over,
    query: '{ ride { a: title b: title(upper: true) title(upper: false) rider { x: age(in: 1) y: age(in: 2) } } }',
    data: { ride: { a: 'ride 0', b: 'RIDE 0', title: 'ride 0', rider: { x: 2, y: 3 } } },
  })
  tells('variables deep in the second subgraph, absent and null ones', {
    over,
    query: `query ($last: [String], $first: String, $none: String, $age: Int!, $n: Int) {
      rides(first: $n) { rider { a: name(of: { first: $first, last: $last }) b: name(of: { first: $none }) c: name(of: null) age(in: $age) } } }`,
    variables: { first: null, last: ['x', null], age: 7 },
    data: {
      rides: ['0', '1'].map(() => ({
        rider: { a: 'a {"of":{"first":null,"last":["x",null]}}', b: 'a {"of":{"last":["L"]}}', c: 'a {"of":null}', age: 8 },
      })),
    },
  })

  tells('a variable that has the name of the one that plans have', {
    over,
    query:
      'query ($representations: Int!, $representations_: Boolean = true) { ride { title(upper: $representations_) rider { age(in: $representations) } } }',
    variables: { representations: 4 },
    data: { ride: { title: 'RIDE 0', rider: { age: 5 } } },
    apolloIsWrong: 'its own variable takes the place of the client’s',
  })
  tells('values of a scalar of its own: objects, lists and keys that every object has', {
    over: {
      rides: {
        sdl: 'scalar Anything type Query { ride: Ride } type Ride @key(fields: "id") { id: ID! one: Anything two(of: Anything = {a: [1, {b: null}]}): Anything }',
        resolvers: {
          Query: { ride: () => ({ id: '1' }) },
          Ride: { one: () => ({ a: [{ toString: 1 }], 'ü "': null }), two: (_: Row, { of }: Row) => of },
        },
      },
      sums: {
        sdl: 'scalar Anything type Ride @key(fields: "id") { id: ID! one: Anything @external sum: Anything @requires(fields: "one") }',
        resolvers: { Ride: { sum: ({ one }: Row) => [one] } },
      },
    },
    query: 'query ($of: Anything) { ride { one two sum three: two(of: $of) four: two(of: {x: $of}) } }',
    variables: { of: { y: [2] } },
    data: {
      ride: {
        one: { a: [{ toString: 1 }], 'ü "': null },
        two: { a: [1, { b: null }] },
        sum: [{ a: [{ toString: 1 }], 'ü "': null }],
        three: { y: [2] },
        four: { x: { y: [2] } },
      },
    },
  })

  tells('names that every object has, for fields of the root and for what is below', {
    over,
    query: '{ __proto__: ride { id } constructor: none { id } toString: me { valueOf: name __proto__: id } }',
    data: JSON.parse('{"__proto__":{"id":"0"},"constructor":null,"toString":{"valueOf":"m {}","__proto__":"m"}}'),
  })
  tells('fields with names that every object has, null in the second subgraph', {
    over: {
      teams: {
        sdl: 'type Query { teams: [Team] } type Team @key(fields: "id") { id: ID! toString: String }',
        resolvers: { Query: { teams: () => [{ id: '1' }, { id: '2' }] }, Team: { toString: ({ id }: Row) => `team ${id}` } },
      },
      cars: {
        sdl: `type Team @key(fields: "id") { id: ID! toString: String @external constructor: Maker valueOf: Int label: String @requires(fields: "toString") }
          type Maker { name: String }`,
        resolvers: {
          Team: {
            __resolveReference: ({ id, ...told }: Row) => ({ id, told }),
            constructor: ({ id }: Row) => (id === '1' ? { name: 'maker' } : null),
            valueOf: ({ id }: Row) => (id === '1' ? null : 2),
            label: ({ told }: { told: Row }) => JSON.stringify(told),
          },
        },
      },
    },
    query: '{ teams { toString constructor { name } valueOf label } }',
    data: {
      teams: [
        { toString: 'team 1', constructor: { name: 'maker' }, valueOf: null, label: '{"__typename":"Team","toString":"team 1"}' },
        { toString: 'team 2', constructor: null, valueOf: 2, label: '{"__typename":"Team","toString":"team 2"}' },
      ],
    },
  })

  const conditional = `query ($yes: Boolean!, $no: Boolean!, $maybe: Boolean = true) {
    ride @include(if: $yes) { id @skip(if: $yes) title @include(if: $maybe) rider @skip(if: $no) { name @include(if: $no) ... @include(if: $yes) { age(in: 1) id @skip(if: $maybe) } } }
    me @include(if: $no) { name } ...F @skip(if: $no) ...G @include(if: $yes)
  } fragment F on Query { me { ...H } } fragment G on Query { ride { again: id } } fragment H on Rider { id ...I @include(if: $maybe) } fragment I on Rider { age(in: 2) }`
  tells('@skip and @include on all that may have them', {
    over,
    query: conditional,
    variables: { yes: true, no: false },
    data: { ride: { title: 'ride 0', rider: { age: 2 }, again: '0' }, me: { id: 'm', age: 3 } },
  })
  tells('@skip and @include the other way round', {
    over,
    query: conditional,
    variables: { yes: false, no: true, maybe: false },
    data: { me: { name: 'm {}' } },
  })
  tells('both conditions on one field, in all four ways', {
    over,
    query: `query ($a: Boolean!, $b: Boolean!) { w: ride @include(if: $a) @skip(if: $b) { id } x: ride @include(if: $b) @skip(if: $a) { id }
      y: ride @include(if: $a) @skip(if: $a) { id } z: ride { rider @include(if: $a) @skip(if: $b) { name } title @skip(if: $a) } }`,
    variables: { a: true, b: false },
    data: { w: { id: '0' }, z: { rider: { name: 'a {}' } } },
  })
  tells('a field that two conditions ask for', {
    over,
    query:
      'query ($a: Boolean!, $b: Boolean!) { ride { rider @include(if: $a) { name } rider @include(if: $b) { age(in: 1) } title @include(if: $a) title @include(if: $b) } }',
    variables: { a: false, b: true },
    data: { ride: { rider: { age: 2 }, title: 'ride 0' } },
  })
  tells('nothing left of a selection', {
    over,
    query: 'query ($no: Boolean!) { ride { id @include(if: $no) rider { name @include(if: $no) } } me @include(if: $no) { id } }',
    variables: { no: false },
    data: { ride: { rider: {} } },
  })
  tells('nothing left at all', {
    over,
    query: 'query ($no: Boolean!) { me @include(if: $no) { id } }',
    variables: { no: false },
    data: {},
  })
  tells('only the name of the root', {
    over,
    query: '{ __typename kind: __typename }',
    data: { __typename: 'Query', kind: 'Query' },
  })
  tells('the name of the root between others', {
    over,
    query: '{ a: __typename me { id } __typename }',
    data: { a: 'Query', me: { id: 'm' }, __typename: 'Query' },
  })
  tells('introspection beside data', {
    over,
    query: 'query ($of: String!) { __type(name: $of) { kind fields { name } } ride { title } __schema { queryType { name } } }',
    variables: { of: 'Rider' },
    data: {
      __type: { kind: 'OBJECT', fields: [{ name: 'id' }, { name: 'name' }, { name: 'age' }] },
      ride: { title: 'ride 0' },
      __schema: { queryType: { name: 'Query' } },
    },
  })

  const counter = () => {
    let steps: string[] = []
    const step =
      (name: string) =>
      (_: Row, { by }: Row) => {
        steps = [...steps, `${name}${by}`]
        return { id: steps.join(' ') }
      }
    const log = (name: string): TestSubgraph => ({
      sdl: `type Query { ${name}: Int } type Mutation { ${name}Adds(by: Int): Entry } type Entry @key(fields: "id") { id: ID! ${name}Note: String }`,
      resolvers: { Mutation: { [`${name}Adds`]: step(name) }, Entry: { [`${name}Note`]: ({ id }: Row) => `noted ${id}` } },
    })
    return { a: log('a'), b: log('b') }
  }
  tells('mutations run one after another, over subgraphs, with what follows each', {
    over: counter,
    query:
      'mutation ($n: Int) { one: aAdds(by: 1) { id bNote } two: bAdds(by: $n) { id aNote } three: aAdds(by: 3) { id } four: aAdds(by: 4) { id } five: bAdds(by: 5) { id } }',
    variables: { n: 2 },
    data: {
      one: { id: 'a1', bNote: 'noted a1' },
      two: { id: 'a1 b2', aNote: 'noted a1 b2' },
      three: { id: 'a1 b2 a3' },
      four: { id: 'a1 b2 a3 a4' },
      five: { id: 'a1 b2 a3 a4 b5' },
    },
  })
})
