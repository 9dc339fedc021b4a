import { describe, expect, it } from 'vitest'
import { fitFile, type Message, measured, spanned, when } from '../testing/fit-file.ts'

const records = (from: number, to: number, step = 1, mps = 3, more: (second: number) => object = () => ({})): Message[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => [
    'RECORD',
    { timestamp: when(from + i * step), distance: mps * (from + i * step), ...more(from + i * step) },
  ])
const timer = (second: number, eventType: string): Message => ['EVENT', { timestamp: when(second), event: 'timer', eventType }]
const lap = (fields: object): Message => ['LAP', { totalElapsedTime: 400, totalTimerTime: 400, totalDistance: 1200, ...fields }]
const session = (seconds: number): Message => spanned('SESSION', 0, seconds, seconds * 3, { sport: 'running' })
const lapsOf = (messages: readonly Message[]): number[][] =>
  measured(fitFile(messages)).first.laps.map((each) => [
    Math.round(each.startSeconds),
    Math.round(each.elapsedSeconds),
    Math.round(each.distanceMeters),
  ])

describe('a lap is its own span', () => {
  it('where laps do not touch, with the heart of its own seconds', () => {
    const heart = (second: number) => ({ heartRate: second % 400 >= 300 ? 160 : 120 })
    const marked = [300, 700, 1100].map((start) => spanned('LAP', start, 100, 300))
    const { laps } = measured(fitFile([...records(0, 1800, 1, 3, heart), ...marked, session(1800)])).first
    expect(laps.map((each) => [each.startSeconds, each.elapsedSeconds, Math.round(each.distanceMeters)])).toEqual([
      [300, 100, 300],
      [700, 100, 300],
      [1100, 100, 300],
    ])
    for (const each of laps) expect(each.averageHeartRateBpm).toBeCloseTo(160, 0)
  })
  it('where the last one was never written', () => {
    const written = [0, 240, 480].map((start) => spanned('LAP', start, 240, 720))
    expect(lapsOf([...records(0, 1800), ...written, session(1800)])).toEqual([
      [0, 240, 720],
      [240, 240, 720],
      [480, 240, 720],
    ])
  })
  it('where it is longer than the file', () => {
    const written = [spanned('LAP', 0, 300, 900), spanned('LAP', 300, 4000, 12_000)]
    expect(lapsOf([...records(0, 600), ...written, session(600)])).toEqual([
      [0, 300, 900],
      [300, 300, 900],
    ])
  })
  it('where laps round so that they nearly touch, they do', () => {
    const written = [spanned('LAP', 0, 299.4, 898), spanned('LAP', 300, 300.7, 902)]
    expect(
      measured(fitFile([...records(0, 600), ...written, session(600)])).first.laps.map((each) => each.distanceMeters),
    ).toEqual([900, 900])
  })
  it('where a pause lies between two, it is in neither', () => {
    const rest = [timer(0, 'start'), timer(300, 'stopAll'), timer(600, 'start')]
    const parts = [...records(0, 300), ...records(600, 900)]
    const written = [spanned('LAP', 0, 300, 900), spanned('LAP', 600, 300, 900)]
    const { laps } = measured(fitFile([...rest, ...parts, ...written])).first
    expect(laps.map((each) => each.elapsedSeconds)).toEqual([300, 300])
  })
  it('lasts through its pause where the device wrote the seconds of the timer alone', () => {
    const rest = [timer(0, 'start'), timer(100, 'stopAll'), timer(300, 'start')]
    const parts = [...records(0, 100), ...records(300, 900)]
    const written = [spanned('LAP', 0, 300, 900), spanned('LAP', 500, 400, 1200)]
    expect(lapsOf([...rest, ...parts, ...written])).toEqual([
      [0, 500, 1500],
      [500, 400, 1200],
    ])
  })
})

describe('a lap without a start that can be', () => {
  const wanted = [
    [0, 400, 1200],
    [400, 400, 1200],
    [800, 400, 1200],
  ]
  it.each([
    ['none', () => ({})],
    ['one for all, of another day', () => ({ startTime: when(-40_000) })],
    ['one for all, the beginning', () => ({ startTime: when(0) })],
    ['one for all, the end', () => ({ startTime: when(1200) })],
    ['another for each, all of another year', (i: number) => ({ startTime: when(-40_000_000 + i * 10) })],
  ])('begins when it was written less its time: %s', (_, start) => {
    const written = [0, 1, 2].map((i) => lap({ timestamp: when(400 * (i + 1)), ...start(i) }))
    expect(lapsOf([...records(0, 1200), ...written, session(1200)])).toEqual(wanted)
  })
  it('begins where the one before ended, when all were written at once', () => {
    const written = [0, 1, 2].map(() => lap({ timestamp: when(1200) }))
    expect(lapsOf([...records(0, 1200), ...written, session(1200)])).toEqual(wanted)
  })
  it('keeps a right start, however late it was written', () => {
    const written = [0, 1, 2].map((i) => lap({ startTime: when(400 * i), timestamp: when(1200) }))
    expect(lapsOf([...records(0, 1200), ...written, session(1200)])).toEqual(wanted)
  })
  it('is none without a time that it lasted', () => {
    expect(lapsOf([...records(0, 1200), ['LAP', { timestamp: when(500) }], session(1200)])).toEqual([])
  })
})

describe('the last sample of a leg', () => {
  const swim = spanned('SESSION', 0, 600, 600, { sport: 'swimming', subSport: 'openWater' })
  const legsOf = (messages: readonly Message[]): number[][] => {
    const { result, all } = measured(fitFile(messages))
    return all.map((each, i) => [
      Math.round(((result.recordings[i]?.startedAtMs ?? 0) - when(0).getTime()) / 1000),
      Math.round(each.elapsedSeconds),
      Math.round(each.distanceMeters),
    ])
  }
  const bike = (from: number, step: number, base: number): Message[] =>
    Array.from(
      { length: 300 / step },
      (_, i): Message => ['RECORD', { timestamp: when(from + (i + 1) * step), distance: base + 8 * (i + 1) * step }],
    )
  it.each([1, 5, 30, 60])('every %i s is its own, and where the next begins', (step) => {
    const ride = spanned('SESSION', 600, 300, 2400, { sport: 'cycling' })
    expect(legsOf([...records(0, 600, step, 1), ...bike(600, step, 600), swim, ride])).toEqual([
      [0, 600, 600],
      [600, 300, 2400],
    ])
  })
  it('is not taken away by a counter that begins anew in the same second', () => {
    const ride = spanned('SESSION', 600, 300, 2400, { sport: 'cycling' })
    const anew: Message = ['RECORD', { timestamp: when(600), distance: 0 }]
    expect(legsOf([...records(0, 600, 30, 1), anew, ...bike(600, 5, 0), swim, ride])).toEqual([
      [0, 600, 600],
      [600, 300, 2400],
    ])
  })
  it("is its own before a transition, whose metres are nobody's", () => {
    const change = spanned('SESSION', 600, 120, 60, { sport: 'transition' })
    const ride = spanned('SESSION', 720, 300, 2400, { sport: 'cycling' })
    const between: Message[] = [
      ['RECORD', { timestamp: when(660), distance: 630 }],
      ['RECORD', { timestamp: when(720), distance: 660 }],
    ]
    expect(legsOf([...records(0, 600, 30, 1), ...between, ...bike(720, 30, 660), swim, change, ride])).toEqual([
      [0, 600, 600],
      [720, 300, 2400],
    ])
  })
  it('of a leg that ended long before is not the first of the next', () => {
    const ride = spanned('SESSION', 4000, 300, 2400, { sport: 'cycling' })
    const begin: Message = ['RECORD', { timestamp: when(4000), distance: 600 }]
    expect(legsOf([...records(0, 600, 30, 1), begin, ...bike(4000, 5, 600), swim, ride])).toEqual([
      [0, 600, 600],
      [4000, 300, 2400],
    ])
  })
})
