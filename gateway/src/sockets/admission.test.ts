import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Admission, nextRate, openAdmission } from './admission.ts'

const limits = { admissionDelayMs: 40, admissionsPerSecondLeast: 20, admissionsPerSecondMost: 5_000, comeBackSeconds: 60 }

describe('nextRate', () => {
  it('falls when the event loop is late, grows while more are there, and stays within its bounds', () => {
    expect(nextRate(100, 41, true, limits)).toBe(70)
    expect(nextRate(100, 40, true, limits)).toBe(106)
    expect(nextRate(100, 0, false, limits)).toBe(100)
    expect(nextRate(20, 1_000, true, limits)).toBe(20)
    expect(nextRate(5_000, 0, true, limits)).toBe(5_000)
  })

  it.each([0.2, 1, 5])('finds the rate of a machine on which each socket costs %f ms', (costMs) => {
    let rate = 200
    let lateMs = 0
    const rates: number[] = []
    for (let tick = 0; tick < 2_000; tick += 1) {
      rate = nextRate(rate, lateMs, true, limits)
      // What is let in within a tick of 50 ms takes its time in the turn that follows.
      lateMs = Math.max(0, (rate * 50 * costMs) / 1000 - 50)
      if (tick >= 1_000) rates.push(rate)
    }
    const mean = rates.reduce((sum, each) => sum + each, 0) / rates.length
    const held = Math.min(limits.admissionsPerSecondMost, 1000 / costMs)
    expect(mean / held).toBeGreaterThan(0.8)
    expect(mean / held).toBeLessThan(1.8)
  })
})

describe('openAdmission', () => {
  let admission: Admission
  beforeEach(() => {
    vi.useFakeTimers()
    admission = openAdmission({ limits, clock: Date.now, random: () => 0.5 })
  })
  afterEach(() => {
    admission.close()
    vi.useRealTimers()
  })

  it('lets a single socket in at once', async () => {
    expect(admission.fullFor()).toBe(0)
    expect(await admission.turn()).toBe(0)
  })

  it('lets a crowd in by and by, in the order in which it came, and tells the rest when to come', async () => {
    const order: number[] = []
    const turns = Array.from({ length: 1_000 }, async (_, index) => {
      const seconds = await admission.turn()
      if (seconds === 0) order.push(index)
      return seconds
    })
    // The rate at the start is 200 a second, so two seconds' worth may wait, and one is in already.
    expect(admission.figures()).toMatchObject({ admitted: 1, waiting: 400, refused: 599 })
    expect(admission.fullFor()).toBeGreaterThan(0)
    await vi.advanceTimersByTimeAsync(3_000)
    const seconds = await Promise.all(turns)
    expect(order).toEqual(Array.from({ length: 401 }, (_, index) => index))
    const told = seconds.filter((each) => each > 0)
    expect(told).toHaveLength(599)
    expect([Math.min(...told), Math.max(...told)]).toEqual([2, 4])
    expect(admission.figures().waiting).toBe(0)
    expect(admission.fullFor()).toBe(0)
  })

  it('promises the times at which others can be let in, up to the longest one', async () => {
    const turns = Array.from({ length: 50_000 }, () => admission.turn())
    const refused = turns.slice(401)
    const told = await Promise.all(refused)
    const perSecond = new Map<number, number>()
    for (const each of told) perSecond.set(each, (perSecond.get(each) ?? 0) + 1)
    expect(Math.max(...told)).toBe(limits.comeBackSeconds)
    expect([...perSecond].filter(([second]) => second > 2 && second < 30).every(([, count]) => count === 200)).toBe(true)
  })

  it('spreads what it promises, so that nobody comes back together', async () => {
    admission.close()
    admission = openAdmission({ limits, clock: Date.now })
    const turns = await Promise.all(Array.from({ length: 3_000 }, () => admission.turn()).slice(401))
    expect(new Set(turns).size).toBeGreaterThan(10)
  })

  it('lets fewer in while the event loop is late', async () => {
    const before = admission.figures().perSecond
    vi.setSystemTime(Date.now() + 500)
    await vi.advanceTimersByTimeAsync(50)
    expect(admission.figures().perSecond).toBeLessThan(before)
  })

  it('tells everybody who waits to come back when it closes', async () => {
    const turns = Array.from({ length: 10 }, () => admission.turn())
    admission.close()
    const [first, ...others] = await Promise.all(turns)
    expect(first).toBe(0)
    expect(Math.min(...others)).toBeGreaterThan(0)
    expect(await admission.turn()).toBeGreaterThan(0)
  })
})
