import { describe, expect, it } from 'vitest'
import { openOurs } from '../engines.ts'
import type { Answers } from '../world.ts'
import { mangled, misfitOf } from './mangle.ts'
import { operationFor } from './operations.ts'
import { planOfWorld } from './plan-of-world.ts'
import { hashOf, randomOf } from './random.ts'
import { runWorld } from './run.ts'
import { isHard } from './subgraphs.ts'

/** Asks operations over the worlds of some seeds, whose subgraphs answer with so much nonsense. Returns what is no answer of the schema. */
const misfitsOf = async (seeds: readonly number[], operations: number, chance: number) => {
  const misfits: string[] = []
  let ran = 0
  let withErrors = 0
  for (const seed of seeds) {
    if (isHard(planOfWorld(seed))) continue
    let salt = ''
    const running = await runWorld(planOfWorld(seed), (world) => {
      // Both ways out of the engine hear the same.
      const answer: Answers = async (call) =>
        mangled(randomOf(hashOf(`${salt} ${call.query} ${JSON.stringify(call.variables)}`)), await world.answer(call), chance)
      return openOurs(world, answer)
    })
    if (running === null) continue
    for (let index = 0; index < operations; index += 1) {
      salt = `${seed} ${index}`
      const asked = operationFor(randomOf(hashOf(`${salt} mangled`)), running.schema)
      if (asked.query.startsWith('mutation')) continue
      const said = await running.engine.execute(asked)
      ran += 1
      if ((said.errors ?? []).length > 0) withErrors += 1
      const misfit = misfitOf(running.schema, asked, said)
      if (misfit !== null)
        misfits.push(`seed ${salt}: ${asked.query}\n${JSON.stringify(asked.variables)}\n${misfit}\n${JSON.stringify(said)}`)
    }
    await running.engine.close()
  }
  return { ran, withErrors, misfits }
}
const SEEDS = Array.from({ length: 9 }, (_, index) => index + 500)

describe('whatever subgraphs answer', () => {
  it.each([0.01, 0.1, 0.4])('clients get what the schema says, with %d of it nonsense', async (chance) => {
    const { ran, withErrors, misfits } = await misfitsOf(SEEDS, 24, chance)
    expect(ran).toBeGreaterThan(60)
    expect(withErrors).toBeGreaterThan(ran / 20)
    expect(misfits).toEqual([])
  })
})
