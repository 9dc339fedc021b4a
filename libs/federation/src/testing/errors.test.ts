import { GraphQLError } from 'graphql'
import { describe } from 'vitest'
import { tells } from './tells.ts'
import type { TestSubgraph } from './world.ts'

type Row = Readonly<Record<string, unknown>>

const refused = (code: string) => () => {
  throw new GraphQLError(`refused: ${code}`, { extensions: { code } })
}
const RIDERS = [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'b' }]
const rides: TestSubgraph = {
  sdl: `type Query { rides: [Ride] ride: Ride broken: Ride sure: Ride! } type Ride @key(fields: "id") { id: ID! riders: [Rider] strict: [Rider!] lap: Lap bad: Int }
    type Rider @key(fields: "id") { id: ID! } type Lap { rider: Rider best: Rider! seconds: Int }`,
  resolvers: {
    Query: {
      rides: () => [{ id: '1' }, { id: '2' }],
      ride: () => ({ id: '1' }),
      broken: refused('BROKEN'),
      sure: refused('SURE'),
    },
    Ride: {
      riders: () => RIDERS,
      strict: () => RIDERS,
      bad: refused('BAD'),
      lap: () => ({ rider: { id: 'b' }, best: { id: 'b' }, seconds: 9 }),
    },
  },
}
const riders: TestSubgraph = {
  sdl: 'type Rider @key(fields: "id") { id: ID! name: String mail: String! } type Query { me: Rider }',
  resolvers: {
    Query: { me: refused('FORBIDDEN') },
    Rider: {
      name: ({ id }: Row) => (id === 'b' ? refused('HIDDEN')() : `name ${id}`),
      mail: ({ id }: Row) => (id === 'b' ? refused('SECRET')() : `mail ${id}`),
    },
  },
}
const over = { rides, riders }

describe('errors', () => {
  tells('at a root field', {
    over,
    query: '{ broken { id } ride { id } }',
    data: { broken: null, ride: { id: '1' } },
    errors: ['broken BROKEN'],
  })
  tells('at a root field under an alias', { over, query: '{ x: me { name } }', data: { x: null }, errors: ['x FORBIDDEN'] })
  tells('at a root field that may not be null', { over, query: '{ ride { id } sure { id } }', data: null, errors: ['sure SURE'] })
  tells('deep in the first subgraph', {
    over,
    query: '{ rides { id bad } }',
    data: {
      rides: [
        { id: '1', bad: null },
        { id: '2', bad: null },
      ],
    },
    errors: ['rides.0.bad BAD', 'rides.1.bad BAD'],
  })
  tells('of an entity, at each place where it stands', {
    over,
    query: '{ ride { who: riders { n: name id } lap { rider { name } } } }',
    data: {
      ride: {
        who: [
          { n: 'name a', id: 'a' },
          { n: null, id: 'b' },
          { n: 'name c', id: 'c' },
          { n: null, id: 'b' },
        ],
        lap: { rider: { name: null } },
      },
    },
    errors: ['ride.who.1.n HIDDEN', 'ride.who.3.n HIDDEN', 'ride.lap.rider.name HIDDEN'],
  })
  tells('of a field that may not be null: the entity is null, at each place', {
    over,
    query: '{ ride { riders { mail } } }',
    data: { ride: { riders: [{ mail: 'mail a' }, null, { mail: 'mail c' }, null] } },
    errors: ['ride.riders.1.mail SECRET', 'ride.riders.3.mail SECRET'],
  })
  tells('of a field that may not be null, in a parent that may not be null either', {
    over,
    query: '{ ride { lap { seconds best { mail } } } rides { strict { mail } id } }',
    data: {
      ride: { lap: null },
      rides: [
        { strict: null, id: '1' },
        { strict: null, id: '2' },
      ],
    },
    errors: [
      'ride.lap.best.mail SECRET',
      ...[0, 1].flatMap((ride) => [1, 3].map((rider) => `rides.${ride}.strict.${rider}.mail SECRET`)),
    ],
  })
})
