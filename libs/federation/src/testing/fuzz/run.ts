import { type GraphQLSchema, parse, validate } from 'graphql'
import type { Asked, Engine } from '../engines.ts'
import { CompositionError, openWorld, type RunSubgraph, type World } from '../world.ts'
import { differenceOf } from './compare.ts'
import { answerMerged, clientSchemaOf } from './merged.ts'
import { operationFor } from './operations.ts'
import { planOfWorld, type WorldPlan } from './plan-of-world.ts'
import { hashOf, randomOf } from './random.ts'
import { renamed, withLiterals, withOtherValues, withoutFragments, withVariables } from './reword.ts'
import { type Clock, sdlOf, subgraphOf } from './subgraphs.ts'

export type OpenEngine = (world: World) => Promise<Engine>

/** A world that runs, with the engine under test over it. */
export interface RunningWorld {
  readonly plan: WorldPlan
  readonly world: World
  readonly schema: GraphQLSchema
  readonly engine: Engine
  readonly clock: Clock
}

/** Composes the world of a plan. Returns null for one that does not compose. */
export const worldOf = (plan: WorldPlan, clock: Clock, run?: RunSubgraph): World | null => {
  try {
    return openWorld(Object.fromEntries(plan.subgraphs.map((name) => [name, subgraphOf(plan, name, clock)])), run)
  } catch (error) {
    if (error instanceof CompositionError) return null
    throw error
  }
}

/** Opens the world of a plan, with an engine over it. Returns null for one that does not compose. */
export const runWorld = async (plan: WorldPlan, open: OpenEngine): Promise<RunningWorld | null> => {
  const clock = { steps: 0, percentage: 0 }
  const world = worldOf(plan, clock)
  if (world === null) return null
  return { plan, world, schema: clientSchemaOf(world.supergraphSdl), engine: await open(world), clock }
}

/** Asks the engine and graphql-js the same. Returns how the answers differ, or null. */
export const compareOn = async (
  { plan, world, schema, engine, clock }: RunningWorld,
  asked: Asked,
  inOrder: boolean,
): Promise<string | null> => {
  clock.steps = 0
  clock.percentage = asked.percentage ?? 0
  const right = await answerMerged(plan, schema, asked, clock)
  // An operation with a wrong variable is refused by both, before anything runs.
  if (right.data === undefined) return null
  clock.steps = 0
  world.calls.length = 0
  try {
    return differenceOf(await engine.execute(asked), right, inOrder)
  } catch (error) {
    return `thrown: ${error instanceof Error ? error.stack : String(error)}`
  }
}

/** One of so many operations is asked in other words too. */
const REWORDED_OF = 3

/** Asks the same in other words. Returns how the answers differ, with the words, or null. What differs in names alone has the same plan. */
const compareReworded = async (
  running: RunningWorld,
  asked: Asked,
  salt: string,
  inOrder: boolean,
): Promise<{ readonly asked: Asked; readonly difference: string } | null> => {
  const random = randomOf(hashOf(`${salt} reworded`))
  const { schema, engine } = running
  const keyOf = engine.keyOf?.bind(engine)
  if (keyOf === undefined) return null
  const key = keyOf(asked)
  for (const other of [renamed(random, asked), withoutFragments(asked)]) {
    if (keyOf(other) !== key) return { asked: other, difference: `has a plan of its own, unlike ${asked.query}` }
    const difference = await compareOn(running, other, inOrder)
    if (difference !== null) return { asked: other, difference }
  }
  const literals = withLiterals(random, schema, asked)
  const variables = withVariables(random, schema, asked)
  const others = [
    literals,
    withVariables(random, schema, literals),
    renamed(random, variables),
    // The same plan with other values.
    withOtherValues(random, schema, variables),
    withLiterals(random, schema, withOtherValues(random, schema, variables)),
  ]
  for (const other of others) {
    const difference = await compareOn(running, other, inOrder)
    if (difference !== null) return { asked: other, difference }
  }
  return null
}

export interface Failure {
  readonly plan: WorldPlan
  readonly asked: Asked
  readonly difference: string
}

export const shown = ({ plan, asked, difference }: Failure): string =>
  [
    `seed ${plan.seed}:`,
    asked.query,
    JSON.stringify(asked.variables),
    `percentage ${asked.percentage}`,
    difference,
    ...plan.subgraphs.map((name) => `# ${name}\n${sdlOf(plan, name)}`),
  ].join('\n')

/** Returns the failure with the shortest operation. */
export const smallestOf = (failures: readonly Failure[]): Failure | undefined =>
  [...failures].sort((a, b) => a.asked.query.length - b.asked.query.length)[0]

export const isValid = (schema: GraphQLSchema, { query }: Asked): boolean => validate(schema, parse(query)).length === 0

/** Runs some operations over the world of a seed. Returns those that differ; none is run where the world does not compose. */
export const runSeed = async (
  seed: number,
  operations: number,
  open: OpenEngine,
  inOrder = true,
): Promise<{ readonly ran: number; readonly failures: Failure[] }> => {
  const plan = planOfWorld(seed)
  const running = await runWorld(plan, open)
  if (running === null) return { ran: 0, failures: [] }
  const failures: Failure[] = []
  try {
    for (let index = 0; index < operations; index += 1) {
      const asked = operationFor(randomOf(hashOf(`${seed} operation ${index}`)), running.schema)
      const difference = await compareOn(running, asked, inOrder)
      if (difference !== null) failures.push({ plan, asked, difference })
      const isReworded = difference === null && index % REWORDED_OF === 0
      const reworded = isReworded ? await compareReworded(running, asked, `${seed} ${index}`, inOrder) : null
      if (reworded !== null) failures.push({ plan, ...reworded })
    }
  } finally {
    await running.engine.close()
  }
  return { ran: operations, failures }
}
