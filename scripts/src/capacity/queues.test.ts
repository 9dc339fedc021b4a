import { describe, expect, it } from 'vitest'
import { meanWaitSeconds, serversFor, utilization, waitProbability, waitSecondsOf } from './erlang.ts'
import { exactWaits, type Job } from './exact-queue.ts'
import { randomOf } from './random.ts'
import { EMPTY, type StationState, stepStation } from './station.ts'

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const jobsOf = (seed: number, count: number, rate: number, serviceOf: (mean: (of: number) => number) => number): Job[] => {
  const random = randomOf(seed)
  let atSeconds = 0
  return Array.from({ length: count }, () => {
    atSeconds += random.exponential(1 / rate)
    return { atSeconds, serviceSeconds: serviceOf((of) => random.exponential(of)) }
  })
}

describe('Erlang’s formula', () => {
  // M/M/1 has closed forms: a job waits with probability rho, rho/(mu - lambda) on average.
  it('is that of one server', () => {
    const load = { rate: 8, serviceSeconds: 0.1, servers: 1 }
    expect(waitProbability(load)).toBeCloseTo(0.8, 12)
    expect(meanWaitSeconds(load)).toBeCloseTo(0.4, 12)
    expect(waitSecondsOf(0.99, load)).toBeCloseTo(Math.log(80) / 2, 12)
  })

  // Textbook values of C(c, a): two servers a^2/(2 + a) by hand for a = 1, and Erlang's tables for the larger ones.
  it.each([
    [2, 1, 1 / 3],
    [3, 2, 4 / 9],
    [5, 4, 0.5541],
    [10, 8, 0.4092],
    [20, 16, 0.2561],
  ])('is that of the tables: %d servers, %d of them busy', (servers, offered, expected) => {
    expect(waitProbability({ rate: offered, serviceSeconds: 1, servers })).toBeCloseTo(expected, 4)
  })

  it('says that a queue grows without end when the servers do not suffice', () => {
    const load = { rate: 10, serviceSeconds: 0.5, servers: 5 }
    expect([utilization(load), waitProbability(load), meanWaitSeconds(load)]).toEqual([1, 1, Number.POSITIVE_INFINITY])
  })

  it('stays a number for thousands of servers', () => {
    const found = waitProbability({ rate: 4_900, serviceSeconds: 1, servers: 5_000 })
    expect(found).toBeGreaterThan(0)
    expect(found).toBeLessThan(0.3)
  })

  it('finds the fewest servers for a wait', () => {
    const load = { rate: 100, serviceSeconds: 0.1 }
    const servers = serversFor(load, 0.95, 0.05)
    expect(waitSecondsOf(0.95, { ...load, servers })).toBeLessThanOrEqual(0.05)
    expect(waitSecondsOf(0.95, { ...load, servers: servers - 1 })).toBeGreaterThan(0.05)
  })
})

describe('the queue that is played job by job', () => {
  it.each([
    [1, 0.7],
    [4, 0.8],
    [16, 0.9],
  ])('waits as M/M/%d does at a load of %d', (servers, used) => {
    const rate = servers * used
    const waits = exactWaits(
      jobsOf(servers, 400_000, rate, (exponential) => exponential(1)),
      servers,
    )
    const expected = meanWaitSeconds({ rate, serviceSeconds: 1, servers })
    expect(mean(waits) / expected).toBeGreaterThan(0.93)
    expect(mean(waits) / expected).toBeLessThan(1.07)
    const waiting = waits.filter((wait) => wait > 0).length / waits.length
    expect(waiting).toBeCloseTo(waitProbability({ rate, serviceSeconds: 1, servers }), 1)
  })

  it('waits half as long where every job takes the same (Pollaczek and Khinchin)', () => {
    const waits = exactWaits(
      jobsOf(3, 400_000, 0.8, () => 1),
      1,
    )
    const expected = 0.5 * meanWaitSeconds({ rate: 0.8, serviceSeconds: 1, servers: 1 })
    expect(mean(waits) / expected).toBeGreaterThan(0.95)
    expect(mean(waits) / expected).toBeLessThan(1.05)
  })

  it('serves in the order of coming', () => {
    const jobs = [0, 0, 1, 1].map((atSeconds) => ({ atSeconds, serviceSeconds: 4 }))
    expect(exactWaits(jobs, 2)).toEqual([0, 0, 3, 3])
  })
})

describe('the queue in steps', () => {
  const play = (steps: number, arrivalsOf: (step: number) => number, servers: number, serviceSeconds: number): StationState[] => {
    const states: StationState[] = []
    let state = EMPTY
    for (let step = 0; step < steps; step += 1) {
      state = stepStation(state, { seconds: 10, arrivals: arrivalsOf(step), serviceSeconds, servers })
      states.push(state)
    }
    return states
  }

  it('waits as Erlang says while the servers suffice, and uses what it must', () => {
    const [state] = play(1, () => 640, 8, 0.1).slice(-1)
    expect(state?.waitSeconds).toBeCloseTo(meanWaitSeconds({ rate: 64, serviceSeconds: 0.1, servers: 8 }), 9)
    expect(state).toMatchObject({ backlog: 0, used: 0.8 })
  })

  it('keeps what is too much, loses nothing, and works it off', () => {
    // 100 a second come for a minute to servers that do 80, then 40 a second.
    const states = play(24, (step) => (step < 6 ? 1000 : 400), 8, 0.1)
    expect(states[5]?.backlog).toBeCloseTo(1200, 9)
    expect(states[8]?.backlog).toBeCloseTo(0, 9)
    expect(states[8]?.used).toBe(1)
    expect(states[9]?.used).toBeCloseTo(0.5, 9)
  })

  it('has the lag that the same surge has job by job', () => {
    const random = randomOf(11)
    const rateAt = (seconds: number) => (seconds < 600 ? 60 : seconds < 900 ? 110 : 40)
    const jobs: Job[] = []
    for (let atSeconds = 0; atSeconds < 2400; ) {
      atSeconds += random.exponential(1 / rateAt(atSeconds))
      jobs.push({ atSeconds, serviceSeconds: random.exponential(0.1) })
    }
    const waits = exactWaits(jobs, 8)
    const longest = waits.reduce((most, wait) => Math.max(most, wait), 0)
    const counts = new Map<number, number>()
    for (const { atSeconds } of jobs) counts.set(Math.floor(atSeconds / 10), (counts.get(Math.floor(atSeconds / 10)) ?? 0) + 1)
    const states = play(240, (step) => counts.get(step) ?? 0, 8, 0.1)
    const lag = states.reduce((most, { waitSeconds }) => Math.max(most, waitSeconds), 0)
    // The surge brings 30 a second too much for 300 s: 9,000 jobs, 112 s of the servers.
    expect(longest).toBeGreaterThan(90)
    expect(lag / longest).toBeGreaterThan(0.9)
    expect(lag / longest).toBeLessThan(1.1)
  })

  it('waits for ever without servers', () => {
    expect(stepStation(EMPTY, { seconds: 1, arrivals: 5, serviceSeconds: 1, servers: 0 })).toEqual({
      backlog: 5,
      waitSeconds: Number.POSITIVE_INFINITY,
      used: 0,
    })
  })
})

describe('random numbers', () => {
  it('are the same for the same seed, and have the mean that is asked for', () => {
    const draw = (seed: number) =>
      Array.from(
        { length: 20_000 },
        (
          (random) => () =>
            random.poisson(7)
        )(randomOf(seed)),
      )
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    expect(Math.abs(mean(draw(1)) - 7)).toBeLessThan(0.1)
    const many = Array.from(
      { length: 20_000 },
      (
        (random) => () =>
          random.poisson(900)
      )(randomOf(5)),
    )
    expect(Math.abs(mean(many) - 900)).toBeLessThan(2)
  })
})
