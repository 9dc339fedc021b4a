import type { PlanNode } from '@graphql-hive/router-query-planner'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { PossibleTypes } from '../schema/possible-types.ts'
import { flowChecker } from './check-flow.ts'
import { fetchesOf } from './fetches.ts'

const flawOf = flowChecker(
  new PossibleTypes(
    parse('interface Thing { id: ID } type Ride implements Thing { id: ID } type Club implements Thing { id: ID }'),
  ),
)
const fetches = (...nodes: PlanNode[]) => fetchesOf({ kind: 'QueryPlan', node: { kind: 'Sequence', nodes } })
const check = (...nodes: readonly PlanNode[]): string | null => flawOf(fetches(...nodes), [])

const root = (operation: string, renamed?: readonly [path: readonly string[], to: string]): PlanNode => ({
  kind: 'Fetch',
  serviceName: 'a',
  operation,
  ...(renamed === undefined
    ? {}
    : { outputRewrites: [{ KeyRenamer: { path: renamed[0].map((Key) => ({ Key })), renameKeyTo: renamed[1] } }] }),
})
const entities = (place: string, type: string, told: readonly string[], asked: string): PlanNode => ({
  kind: 'Flatten',
  path: place.split('.').map((Field) => ({ Field })),
  node: {
    kind: 'Fetch',
    serviceName: 'b',
    operation: `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${asked} } } }`,
    requires: [{ kind: 'InlineFragment', typeCondition: type, selections: told.map((name) => ({ kind: 'Field', name })) }],
  },
})

const UNKNOWN = 'b is to be told what nobody has asked for'
describe('the flow of a plan', () => {
  it('is good where each fetch is told what fetches before have asked for', () => {
    expect(
      check(root('{ ride { id } }'), entities('ride', 'Ride', ['id'], 'code'), entities('ride', 'Ride', ['code'], 'x')),
    ).toBeNull()
    expect(check(root('{ thing { ... on Thing { id } } }'), entities('thing', 'Ride', ['id'], 'x'))).toBeNull()
    expect(
      check(root('{ ...F } fragment F on Query { ride { club { id } } }'), entities('ride.club', 'Club', ['id'], 'x')),
    ).toBeNull()
  })

  it('is bad where a key is told that nobody has asked for, or not there, or not of that type, or only later', () => {
    expect(check(root('{ ride { __typename } }'), entities('ride', 'Ride', ['id'], 'x'))).toBe(UNKNOWN)
    expect(check(root('{ ride { id } }'), entities('ride.club', 'Club', ['id'], 'x'))).toBe(UNKNOWN)
    expect(check(root('{ thing { ... on Club { id } } }'), entities('thing', 'Ride', ['id'], 'x'))).toBe(UNKNOWN)
    expect(check(entities('ride', 'Ride', ['id'], 'x'), root('{ ride { id } }'))).toBe(UNKNOWN)
  })

  it('is good where a fetch that comes later is about what nobody has asked for there, and bad where a key is missing', () => {
    const club = entities('ride.club', 'Club', ['id'], 'x')
    expect(flawOf(fetches(root('{ ride { id } }')), fetches(club))).toBeNull()
    expect(flawOf(fetches(root('{ ride { club { __typename } } }')), fetches(club))).toBeNull()
    expect(flawOf(fetches(root('{ ride { club { ... on Ride { name } } } }')), fetches(club))).toBeNull()
    expect(flawOf(fetches(root('{ ride { club { name } } }')), fetches(club))).toBe(UNKNOWN)
    expect(flawOf(fetches(root('{ ride { club { ... on Club { name } } } }')), fetches(club))).toBe(UNKNOWN)
    const toClub = entities('ride', 'Ride', ['id'], 'club { name }')
    expect(flawOf(fetches(root('{ ride { id } }')), fetches(toClub, club))).toBe(UNKNOWN)
  })

  it('follows what is renamed, beside what has that name already', () => {
    const asked = '{ thing { ... on Ride { name } ... on Club { other: name } } }'
    const renamed = root(asked, [['thing', 'other'], 'name'])
    expect(check(renamed, entities('thing', 'Ride', ['name'], 'x'))).toBeNull()
    expect(check(renamed, entities('thing', 'Club', ['name'], 'x'))).toBeNull()
    expect(check(root(asked), entities('thing', 'Club', ['name'], 'x'))).toBe(UNKNOWN)
  })
})
