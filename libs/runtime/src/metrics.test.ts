import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beforeScrape, counter, declaredMetrics, gauge, hasMetrics, histogram, scrape, switchMetricsOn } from './metrics.ts'

const rides = counter({ name: 'test_rides_total', meaning: 'Rides.', labels: { sport: 'the sport' } })
const climb = histogram({ name: 'test_climb_seconds', meaning: 'Climbs.', labels: {} })
const riders = gauge({ name: 'test_riders', meaning: 'Riders.', labels: { club: 'the club' } })

/** The lines of a metric with their values. */
const linesOf = async (name: string): Promise<string[]> => (await scrape()).split('\n').filter((line) => line.startsWith(name))

describe('metrics that are off', () => {
  it('count nothing and say nothing', async () => {
    rides.add({ sport: 'RIDE' })
    climb.observe({}, 3)
    expect([hasMetrics(), await scrape()]).toEqual([false, ''])
    const off = await switchMetricsOn()
    expect(await linesOf('test_rides_total')).toEqual([])
    off()
  })
})

describe('metrics that are on', () => {
  let off: () => void
  const ends: (() => void)[] = []
  beforeEach(async () => {
    off = await switchMetricsOn()
  })
  afterEach(() => {
    for (const end of ends.splice(0)) end()
    off()
  })

  it('have what was counted and observed, with what Node says of itself', async () => {
    rides.add({ sport: 'RIDE' })
    rides.add({ sport: 'RIDE' }, 2)
    climb.observe({}, 0.4)
    // The clock of another machine is ahead.
    climb.observe({}, -1)
    expect(await linesOf('test_rides_total')).toEqual(['test_rides_total{sport="RIDE"} 3'])
    expect(await linesOf('test_climb_seconds_bucket{le="0.3"}')).toEqual(['test_climb_seconds_bucket{le="0.3"} 1'])
    expect(await linesOf('test_climb_seconds_sum')).toEqual(['test_climb_seconds_sum 0.4'])
    expect(await linesOf('nodejs_eventloop_lag_p99_seconds')).toHaveLength(1)
  })

  it('are read when somebody asks, add up what has the same labels, and forget what is no longer there', async () => {
    let here = 2
    ends.push(riders.readBy(() => [{ labels: { club: 'a' }, value: here }]))
    const leave = riders.readBy(async () => [{ labels: { club: 'a' }, value: 3 }])
    expect(await linesOf('test_riders')).toEqual(['test_riders{club="a"} 5'])
    leave()
    here = 1
    expect(await linesOf('test_riders')).toEqual(['test_riders{club="a"} 1'])
  })

  it('lack a value that cannot be read, rather than show an old one, and count that', async () => {
    let isBroken = false
    ends.push(
      riders.readBy(() => {
        if (isBroken) throw new Error('no answer')
        return [{ labels: { club: 'a' }, value: 7 }]
      }),
      riders.readBy(async () => [{ labels: { club: 'b' }, value: 1 }]),
    )
    expect(await linesOf('test_riders')).toEqual(['test_riders{club="a"} 7', 'test_riders{club="b"} 1'])
    isBroken = true
    expect(await linesOf('test_riders')).toEqual(['test_riders{club="b"} 1'])
    // This scrape has failed too.
    expect(await linesOf('gruppetto_metric_failures_total')).toEqual(['gruppetto_metric_failures_total{metric="test_riders"} 2'])
  })

  it('give the same values to several who ask at once', async () => {
    let asked = 0
    ends.push(
      riders.readBy(async () => {
        asked += 1
        return [{ labels: { club: 'a' }, value: asked }]
      }),
    )
    const [one, other] = await Promise.all([scrape(), scrape()])
    expect(one).toContain('test_riders{club="a"} 1')
    expect(other).toBe(one)
  })

  it('let what counts by itself bring its counts in before each scrape', async () => {
    ends.push(beforeScrape(() => rides.add({ sport: 'RUN' })))
    await scrape()
    expect(await linesOf('test_rides_total')).toEqual(['test_rides_total{sport="RUN"} 2'])
  })

  it('stay on until the last user is gone', async () => {
    const other = await switchMetricsOn()
    other()
    expect(hasMetrics()).toBe(true)
  })
})

it('a name is declared once, with its meaning and labels', () => {
  expect(() => counter({ name: 'test_rides_total', meaning: 'Others.', labels: {} })).toThrow('declared twice')
  expect(declaredMetrics()).toContainEqual(
    expect.objectContaining({ name: 'test_rides_total', kind: 'counter', meaning: 'Rides.', labels: { sport: 'the sport' } }),
  )
})
