import { graphqlClient } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ids } from './world/subgraphs.ts'
import { openWorld, type World } from './world/world.ts'

let world: World
let ask: ReturnType<typeof graphqlClient>
const me = ids.athlete()
const shown = ids.activity()
const hidden = ids.activity()
const nothing = ids.activity()
beforeAll(async () => {
  world = await openWorld()
  ask = graphqlClient(world.url, await world.token({ athleteId: me }))
  world.data.handles.set(me, 'ana')
  world.data.activities.set(shown, { name: 'Ride', athleteId: me, hiddenFrom: new Set() })
  world.data.activities.set(hidden, { name: 'Secret', athleteId: me, hiddenFrom: new Set([me]) })
})
afterAll(() => world.close())

describe('node', () => {
  it.each([
    '__typename',
    'id',
    '... on Activity { name }',
    '... on Activity { kudosCount }',
    '... on Activity { viewerHasGivenKudos kudosCount athlete { handle } }',
    '... on Athlete { handle }',
    '__typename ... on Athlete { handle } ... on Activity { kudosCount }',
    '... { ... on Activity { count: kudosCount } }',
    '...F',
  ])('of what does not exist, or may not be seen, is null: %s', async (selection) => {
    const fragment = selection === '...F' ? ' fragment F on Activity { kudosCount }' : ''
    for (const id of [nothing, hidden, ids.athlete(), 'nonsense']) {
      const answer = await ask(
        `query ($id: ID!, $ids: [ID!]!) { node(id: $id) { ${selection} } some: nodes(ids: $ids) { ${selection} } }${fragment}`,
        {
          id,
          ids: [id, id],
        },
      )
      expect([answer.data, answer.errors]).toEqual([{ node: null, some: [null, null] }, []])
    }
  })

  it('that exists has the selected fields and nothing else', async () => {
    const { data, errors } = await ask(
      `query ($ids: [ID!]!) { a: nodes(ids: $ids) { ... on Activity { kudosCount } } b: nodes(ids: $ids) { __typename idOfNode: id } ...Q }
       fragment Q on Query { node(id: "${shown}") { ... on Athlete { handle } } }`,
      { ids: [shown, me, nothing] },
    )
    expect(errors).toEqual([])
    expect(data).toEqual({
      a: [{ kudosCount: 3 }, {}, null],
      b: [{ __typename: 'Activity', idOfNode: shown }, { __typename: 'Athlete', idOfNode: me }, null],
      node: {},
    })
  })

  it('reports the subgraph that is down, without a field that the client did not select', async () => {
    world.down.add('activities')
    const { data, errors } = await ask(`{ node(id: "${shown}") { __typename } }`)
    world.down.clear()
    expect(data).toEqual({ node: null })
    expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'activities' } }])
  })
})

it("a client's variable may have the name of the planner's own variable", async () => {
  const query = `query ($representations: ID!) { activity(id: $representations) { name kudosCount athlete { handle } } }`
  expect((await ask(query, { representations: shown })).data).toEqual({
    activity: { name: 'Ride', kudosCount: 3, athlete: { handle: 'ana' } },
  })
})
