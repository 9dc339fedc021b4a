import type { ExecutionResult } from 'graphql'
import { expect, it } from 'vitest'
import { type Asked, type Engine, openApollo, openOurs } from './engines.ts'
import { openWorld, type TestSubgraph, type World } from './world.ts'

/** What one engine must answer over subgraphs that are written out. */
export interface Told extends Asked {
  readonly over: Readonly<Record<string, TestSubgraph>> | (() => Readonly<Record<string, TestSubgraph>>)
  readonly data: unknown
  /** The path and the code of each error, as in `rides.0.gear NOT_FOUND`, in any order. None, if it is left out. */
  readonly errors?: readonly string[]
  /** Those of Apollo's gateway, where it tells others of the same data. */
  readonly apolloErrors?: readonly string[]
  /** Why Apollo's answer is another one. The test says so as well when it no longer is. */
  readonly apolloIsWrong?: string
  /** Looks at what the subgraphs were asked. Of our engine only. */
  readonly calls?: (calls: World['calls']) => void
}

const shown = ({ errors = [] }: ExecutionResult): string[] =>
  errors.map(({ path = [], extensions }) => `${path.join('.')} ${extensions?.code ?? '-'}`).sort()

const answerOf = async (engine: Engine, asked: Asked) => {
  try {
    const answer = await engine.execute(asked)
    return { data: answer.data ?? null, errors: shown(answer), full: answer }
  } finally {
    await engine.close()
  }
}

/** Writes a test of our engine, and one that Apollo's gateway answers the same, or that it still does not. */
export const tells = (
  name: string,
  { over, data, errors = [], apolloErrors = errors, apolloIsWrong, calls, ...asked }: Told,
): void => {
  const open = () => openWorld(typeof over === 'function' ? over() : over)
  it(name, async () => {
    const world = open()
    const { full, ...answer } = await answerOf(await openOurs(world), asked)
    expect(answer, JSON.stringify({ full, calls: world.calls })).toEqual({ data, errors: [...errors].sort() })
    calls?.(world.calls)
  })
  it(
    apolloIsWrong === undefined ? `${name} (Apollo's gateway)` : `${name} (not Apollo's gateway: ${apolloIsWrong})`,
    async () => {
      const world = open()
      const expected = { data, errors: [...apolloErrors].sort() }
      const { full, ...answer } = await answerOf(await openApollo(world), asked)
      if (apolloIsWrong !== undefined) expect(answer).not.toEqual(expected)
      else expect(answer, JSON.stringify({ full, calls: world.calls })).toEqual(expected)
    },
  )
}
