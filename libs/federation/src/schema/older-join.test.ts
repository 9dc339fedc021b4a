import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { openEngine } from '../engine.ts'
import type { SubgraphAnswer } from '../subgraph.ts'

/** One graph of three subgraphs, as the compositions of 2021 and of early 2022 wrote it. */
const supergraphs: Readonly<Record<string, string>> = {
  '0.1': `
    schema
      @core(feature: "https://specs.apollo.dev/core/v0.2")
      @core(feature: "https://specs.apollo.dev/join/v0.1", for: EXECUTION)
    { query: Query }
    directive @join__owner(graph: join__Graph!) on INTERFACE | OBJECT
    enum core__Purpose { EXECUTION SECURITY }
    scalar join__FieldSet
    enum join__Graph {
      RIDERS @join__graph(name: "riders", url: "")
      TALKS @join__graph(name: "talks", url: "")
      TEAMS @join__graph(name: "teams", url: "")
    }
    enum Role { CAPTAIN DOMESTIQUE }
    interface Node { id: ID! }
    union Item = Photo | Talk
    type Photo implements Node { by: Rider id: ID! }
    type Place { city: String }
    type Query {
      items: [Item!]! @join__field(graph: TALKS)
      me: Rider @join__field(graph: RIDERS)
    }
    type Rider implements Node @join__owner(graph: RIDERS)
      @join__type(graph: RIDERS, key: "id place { city }")
      @join__type(graph: RIDERS, key: "id") @join__type(graph: TALKS, key: "id") @join__type(graph: TEAMS, key: "id place { city }")
    {
      greeting: String @join__field(graph: TALKS, requires: "name")
      id: ID! @join__field(graph: RIDERS)
      name: String @join__field(graph: RIDERS)
      place: Place @join__field(graph: RIDERS)
      role: Role @join__field(graph: TEAMS)
      talks: [Talk!]! @join__field(graph: TALKS)
    }
    type Talk implements Node @join__owner(graph: TALKS) @join__type(graph: TALKS, key: "id") {
      by: Rider @join__field(graph: TALKS, provides: "name")
      id: ID! @join__field(graph: TALKS)
    }`,
  '0.2': `
    schema
      @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://specs.apollo.dev/join/v0.2", for: EXECUTION)
    { query: Query }
    scalar join__FieldSet
    scalar link__Import
    enum link__Purpose { SECURITY EXECUTION }
    enum join__Graph {
      RIDERS @join__graph(name: "riders", url: "")
      TALKS @join__graph(name: "talks", url: "")
      TEAMS @join__graph(name: "teams", url: "")
    }
    enum Role @join__type(graph: TEAMS) { CAPTAIN DOMESTIQUE }
    interface Node @join__type(graph: TALKS) { id: ID! }
    union Item @join__type(graph: TALKS) = Photo | Talk
    type Photo implements Node @join__implements(graph: TALKS, interface: "Node") @join__type(graph: TALKS) { by: Rider id: ID! }
    type Place @join__type(graph: RIDERS) @join__type(graph: TEAMS) { city: String }
    type Query @join__type(graph: RIDERS) @join__type(graph: TALKS) @join__type(graph: TEAMS) {
      items: [Item!]! @join__field(graph: TALKS)
      me: Rider @join__field(graph: RIDERS)
    }
    type Rider implements Node @join__implements(graph: TALKS, interface: "Node")
      @join__type(graph: RIDERS, key: "id") @join__type(graph: TALKS, key: "id") @join__type(graph: TEAMS, key: "id place { city }")
    {
      greeting: String @join__field(graph: TALKS, requires: "name")
      id: ID!
      name: String @join__field(graph: RIDERS) @join__field(graph: TALKS, external: true)
      place: Place @join__field(graph: RIDERS) @join__field(graph: TEAMS)
      role: Role @join__field(graph: TEAMS)
      talks: [Talk!]! @join__field(graph: TALKS)
    }
    type Talk implements Node @join__implements(graph: TALKS, interface: "Node") @join__type(graph: TALKS, key: "id") {
      by: Rider @join__field(graph: TALKS, provides: "name")
      id: ID!
    }`,
}

const me = { __typename: 'Rider', id: 'r1', name: 'Ada', place: { city: 'Gent' } }

/** What the subgraphs answer, by the field that is asked for. */
const answerOf = (subgraph: string, document: string): SubgraphAnswer => {
  if (subgraph === 'riders') return { data: document.includes('_entities') ? { _entities: [me] } : { me } }
  if (subgraph === 'teams') return { data: { _entities: [{ role: 'CAPTAIN' }] } }
  const talks = [{ __typename: 'Talk', id: 't1', by: { __typename: 'Rider', id: 'r1', name: 'Ada' } }]
  if (document.includes('_entities')) return { data: { _entities: [{ greeting: 'Hi Ada', talks }] } }
  return { data: { items: [{ __typename: 'Photo', id: 'p1', by: { __typename: 'Rider', id: 'r1' } }, ...talks] } }
}

describe.each(Object.entries(supergraphs))('a supergraph of join %s', (_version, supergraphSdl) => {
  const openWorld = () => {
    const asked: unknown[] = []
    const engine = openEngine<null>({
      supergraphSdl,
      subgraphs: (name) => ({
        call: async ({ operation, variables }) => {
          asked.push([name, variables.representations])
          return structuredClone(answerOf(name, operation.document))
        },
      }),
    })
    const ask = (query: string) => engine.prepare(parse(query)).execute({ context: null })
    return { engine, asked, ask }
  }

  it('is planned over keys, also nested ones, and what fields require', async () => {
    const { ask, asked } = openWorld()
    expect(await ask('{ me { greeting role talks { id by { name } } } }')).toEqual({
      data: { me: { greeting: 'Hi Ada', role: 'CAPTAIN', talks: [{ id: 't1', by: { name: 'Ada' } }] } },
    })
    expect(asked).toHaveLength(3)
    expect(asked).toContainEqual(['talks', [{ __typename: 'Rider', id: 'r1', name: 'Ada' }]])
    expect(asked).toContainEqual(['teams', [{ __typename: 'Rider', id: 'r1', place: { city: 'Gent' } }]])
  })

  it('is planned over unions, without a request for what is provided', async () => {
    const { ask, asked } = openWorld()
    expect(await ask('{ items { __typename ... on Photo { by { name } } ... on Talk { by { name } } } }')).toEqual({
      data: {
        items: [
          { __typename: 'Photo', by: { name: 'Ada' } },
          { __typename: 'Talk', by: { name: 'Ada' } },
        ],
      },
    })
    expect(asked).toEqual([
      ['talks', undefined],
      ['riders', [{ __typename: 'Rider', id: 'r1' }]],
    ])
  })

  it('shows clients nothing of the specification', () => {
    const { engine } = openWorld()
    const names = Object.keys(engine.schema.getTypeMap()).filter((name) => !name.startsWith('__'))
    expect(names.sort()).toEqual(['Boolean', 'ID', 'Item', 'Node', 'Photo', 'Place', 'Query', 'Rider', 'Role', 'String', 'Talk'])
  })
})
