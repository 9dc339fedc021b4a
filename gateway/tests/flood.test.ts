import { execFileSync } from 'node:child_process'
import { graphqlClient } from '@gruppetto/testing'
import { expect, it } from 'vitest'
import { openWorld } from './world/world.ts'

/** Returns the ids of the processes that plan for this one. */
const plannersOf = (parent: number): readonly number[] => {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const fields = lines.map((line) => line.trim().split(/\s+/))
  const found = fields.filter(
    ([, ppid, ...args]) => Number(ppid) === parent && args.some((arg) => arg.endsWith('plan-child.mjs')),
  )
  if (found.length === 0) throw new Error('nothing was planned yet')
  return found.map(([pid]) => Number(pid))
}

it('a flood of distinct operations keeps nobody waiting who sends known ones, and at most 64 of them wait', async () => {
  const world = await openWorld({ config: { trustedProxies: 1, planTimeoutMs: 300_000, operationTimeoutMs: 300_000 } })
  const ask = graphqlClient(world.url)
  const from = (host: number) => ({ headers: { 'x-forwarded-for': `198.51.100.${host}` } })
  const known = 'query Known { plans deep { value } }'
  const answer = { data: { plans: ['FREE'], deep: { value: 1 } }, errors: [] }
  expect(await ask(known, {}, from(1))).toMatchObject(answer)

  let answered = 0
  const send = async (text: string, host: number): Promise<string> => {
    const { errors } = await ask(text, {}, from(host))
    answered += 1
    return errors[0]?.extensions?.code ?? 'ANSWERED'
  }
  const planners = plannersOf(process.pid)
  for (const planner of planners) process.kill(planner, 'SIGSTOP')
  let flood: Promise<string>[]
  let modest: Promise<string>
  try {
    flood = Array.from({ length: 200 }, (_, index) => send(`query Q${index} { a${index}: plans }`, 10 + (index % 50)))
    // All are refused but the one that is with the planner, and those that wait.
    await expect.poll(() => answered, { timeout: 60_000 }).toBe(200 - 65)
    for (let time = 0; time < 20; time += 1) expect(await ask(known, {}, from(1))).toMatchObject(answer)
    expect([answered, world.gateway.plansMade()]).toEqual([200 - 65, 1])
    // Who sends one operation of their own gets the place of one of them.
    modest = send('query Modest { deep { value } }', 2)
    await expect.poll(() => answered, { timeout: 60_000 }).toBe(200 - 64)
  } finally {
    for (const planner of planners) process.kill(planner, 'SIGCONT')
  }

  expect(await modest).toBe('ANSWERED')
  const codes = await Promise.all(flood)
  expect(codes.filter((code) => code === 'ANSWERED')).toHaveLength(64)
  expect(new Set(codes)).toEqual(new Set(['ANSWERED', 'RATE_LIMITED', 'SERVICE_UNAVAILABLE']))
  expect(world.gateway.plansMade()).toBe(1 + 64 + 1)
  await world.close()
})

it('a flood of texts that ask the same needs one plan, and each is answered with its own', async () => {
  const world = await openWorld({ config: { trustedProxies: 1 } })
  const ask = graphqlClient(world.url)
  const from = (host: number) => ({ headers: { 'x-forwarded-for': `198.51.100.${host}` } })
  const texts = Array.from({ length: 120 }, (_, index) => [
    `query Q${index} { near(degrees: ${index}) }`,
    `query { ...F${index} }\n fragment F${index} on Query { near(degrees: ${index}.0) }`,
    `query ($d${index}: Float = ${index}) { near(degrees: $d${index}) }`,
  ])
  const answers = await Promise.all(texts.flatMap((some, index) => some.map((text) => ask(text, {}, from(10 + (index % 50))))))
  expect(answers.map(({ errors }) => errors)).toEqual(answers.map(() => []))
  expect(answers.map(({ data }) => data)).toEqual(texts.flatMap((some, index) => some.map(() => ({ near: index }))))
  // A variable with a default is not one without.
  expect(world.gateway.plansMade()).toBe(2)
  expect(world.gateway.plansShared()).toBeGreaterThan(0)
  const before = world.gateway.plansShared()
  expect((await ask('query Again { near(degrees: 7.5) }', {}, from(1))).data).toEqual({ near: 7.5 })
  expect((await ask('query Again { near(degrees: 7.5) }', {}, from(1))).data).toEqual({ near: 7.5 })
  expect([world.gateway.plansMade(), world.gateway.plansShared()]).toEqual([2, before + 1])
  await world.close()
})
