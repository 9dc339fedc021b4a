import { openSubgraph } from '@gruppetto/graph'
import { testRuntime } from '@gruppetto/testing'
import { expect, it } from 'vitest'
import { clubs } from '../src/module.ts'

it('rows of an earlier release get dates when the subgraph opens', async () => {
  const runtime = await testRuntime()
  try {
    const { connection } = await runtime.database('clubs')
    const rowsOf = (name: string) => connection.collection<{ _id: string; [field: string]: unknown }>(name)
    await rowsOf('memberships').insertOne({ _id: 'membership', clubId: 'club', sinceMs: 1_000 })
    await rowsOf('memberships').createIndex({ clubId: 1, status: 1, sinceMs: 1, athleteId: 1 })
    await rowsOf('entries').insertOne({
      _id: 'entry',
      joinedAtMs: 1_000,
      startsAtMs: 900,
      endsAtMs: 2_000,
      reachedAtMs: 1_100,
      completedAtMs: null,
      updatedAtMs: 1_200,
    })
    await rowsOf('activity_facts').insertOne({ _id: 'fact', startedAtMs: 1_000, endedAtMs: 1_100 })

    const subgraph = await openSubgraph(clubs, runtime)

    expect(await rowsOf('memberships').findOne()).toEqual({ _id: 'membership', clubId: 'club', joinedAt: new Date(1_000) })
    expect(await rowsOf('entries').findOne()).toEqual({
      _id: 'entry',
      joinedAt: new Date(1_000),
      startsAt: new Date(900),
      endsAt: new Date(2_000),
      reachedAt: new Date(1_100),
      completedAt: null,
      updatedAt: new Date(1_200),
    })
    const fact = { _id: 'fact', startedAt: new Date(1_000), endedAt: new Date(1_100) }
    expect(await rowsOf('activity_facts').findOne()).toEqual(fact)
    await subgraph.close()
  } finally {
    await runtime.close()
  }
})
