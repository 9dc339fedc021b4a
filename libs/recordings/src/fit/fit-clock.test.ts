import { describe, expect, it } from 'vitest'
import { fitFile, type Message, measured, START_MS, spanned, when } from '../testing/fit-file.ts'

const HOUR = 3600
const DAY = 86_400

/** Half an hour at 3 m/s with a record each second. `clock` returns what the device's clock shows in each second. */
const run = (clock: (second: number) => number): Message[] =>
  Array.from({ length: 1801 }, (_, second) => ['RECORD', { timestamp: when(clock(second)), distance: 3 * second }])
const timer = (second: number, eventType: string): Message => ['EVENT', { timestamp: when(second), event: 'timer', eventType }]
const lap = (start: number, end: number): Message => [
  'LAP',
  { startTime: when(start), timestamp: when(end), totalElapsedTime: 900, totalTimerTime: 900, totalDistance: 2700 },
]
const session = (start: number, end: number, seconds = 1800): Message => [
  'SESSION',
  { startTime: when(start), timestamp: when(end), totalElapsedTime: seconds, totalTimerTime: seconds, sport: 'running' },
]
const whole = { elapsedSeconds: 1800, distanceMeters: 5400, movingSeconds: 1800 }

describe('a clock that is set on the way', () => {
  it.each([
    ['forward by a day', 600, -DAY],
    ['forward by an hour', 1000, -HOUR],
    ['forward by five minutes', 300, -300],
    ['back by ten minutes', 600, 600],
    ['back by an hour', 1500, HOUR],
    ['back by two years', 700, 730 * DAY],
    ['forward by a year', 700, -365 * DAY],
  ])('%s', (_, at, off) => {
    const clock = (second: number) => (second < at ? second + off : second)
    const records = run(clock)
    // The lap that was written before the change has the old clock's time, and so have the start times that were noted then.
    const written = [
      ...records.slice(0, 901),
      lap(clock(0), clock(900)),
      ...records.slice(901),
      lap(clock(900), 1800),
      session(clock(0), 1800),
    ]
    const { result, first } = measured(fitFile(written))
    expect(result.recordings[0]?.startedAtMs).toBe(START_MS)
    expect(first).toMatchObject({ elapsedSeconds: 1800, distanceMeters: 5400 })
    expect(first.movingSeconds).toBeCloseTo(1800, 0)
    expect(first.laps.map((each) => [each.startSeconds, each.elapsedSeconds, Math.round(each.distanceMeters)])).toEqual([
      [0, 900, 2700],
      [900, 900, 2700],
    ])
    expect(result.warnings).toContainEqual(expect.objectContaining({ code: 'CLOCK_SET' }))
  })

  it('several times', () => {
    const clock = (second: number) => (second < 400 ? second + HOUR : second < 1200 ? second - 2 * HOUR : second)
    const { result, first } = measured(fitFile([...run(clock), session(clock(0), 1800)]))
    expect(result.recordings[0]?.startedAtMs).toBe(START_MS)
    expect(first).toMatchObject({ elapsedSeconds: 1800, distanceMeters: 5400 })
  })

  it('moves the stops of the timer too', () => {
    const clock = (second: number) => (second < 900 ? second + HOUR : second)
    const records = run(clock)
    const written = [timer(clock(0), 'start'), ...records.slice(0, 301), timer(clock(300), 'stopAll'), timer(clock(420), 'start')]
    const { result } = measured(fitFile([...written, ...records.slice(420), timer(1800, 'stopAll'), session(clock(0), 1800)]))
    expect(result.recordings[0]?.pauses).toEqual([{ startSeconds: 300, endSeconds: 420 }])
  })
})

describe('a real pause stays one', () => {
  const paused = (seconds: number) => (second: number) => (second < 600 ? second : second + seconds)
  it.each([
    ['of an hour', HOUR],
    ['of a night', 10 * HOUR],
    ['of three days', 3 * DAY],
  ])('%s that the device counted', (_, seconds) => {
    const clock = paused(seconds)
    const { first } = measured(fitFile([...run(clock), session(0, clock(1800), 1800 + seconds)]))
    expect(first).toMatchObject({ elapsedSeconds: 1800 + seconds, distanceMeters: 5400 })
  })
  it('of which the timer tells, whatever the session says', () => {
    const clock = paused(HOUR)
    const records = run(clock)
    const stop = [timer(600, 'stopAll'), timer(clock(600), 'start')]
    const written = [timer(0, 'start'), ...records.slice(0, 600), ...stop, ...records.slice(600), session(0, clock(1800))]
    expect(measured(fitFile(written)).first.elapsedSeconds).toBe(1800 + HOUR)
  })
  it('where nothing says how long it took', () => {
    expect(measured(fitFile(run(paused(HOUR)))).first.elapsedSeconds).toBe(1800 + HOUR)
  })
  it('between two legs', () => {
    const legs = [
      spanned('SESSION', 0, 600, 1800, { sport: 'running' }),
      spanned('SESSION', 600 + HOUR, 1200, 3600, { sport: 'cycling' }),
    ]
    const { all } = measured(fitFile([...run(paused(HOUR)), ...legs]))
    expect(all.map(({ elapsedSeconds }) => elapsedSeconds)).toEqual([599, 1200])
  })
})

describe('a stray date costs its record and not the recording', () => {
  const strays: readonly (readonly [string, number])[] = [
    ['two years ahead', 730 * DAY],
    ['an hour ahead', HOUR],
    ['an hour behind', -HOUR],
    ['in 1999', -27 * 365 * DAY],
    ['in 2099', 73 * 365 * DAY],
  ]
  it.each(strays)('%s', (_, off) => {
    for (const at of [[700], [700, 701, 702], [300, 900, 1500]]) {
      const clock = (second: number) => (at.includes(second) ? second + off : second)
      const { result, first } = measured(fitFile([...run(clock), session(0, 1800)]))
      expect(result.recordings[0]?.startedAtMs).toBe(START_MS)
      expect(first).toMatchObject({ ...whole, movingSeconds: expect.closeTo(1800, 0) })
      expect(result.recordings[0]?.sampleCount).toBe(1801 - at.length)
    }
  })
  it.each([
    ['the first of them an hour ahead', 0, HOUR],
    ['the last of them ten minutes behind', 1800, -600],
    ['the last of them in 1999', 1800, -27 * 365 * DAY],
  ])('%s', (_, at, off) => {
    const clock = (second: number) => (second === at ? second + off : second)
    const { result, first } = measured(fitFile([...run(clock), session(0, 1800)]))
    expect(Math.abs((result.recordings[0]?.startedAtMs ?? 0) - START_MS)).toBeLessThanOrEqual(1000)
    expect(first.elapsedSeconds).toBe(1799)
    expect(result.recordings[0]?.sampleCount).toBe(1800)
  })
  it.each(strays)('%s, in a GPX and a TCX', (_, off) => {
    const time = (second: number) => new Date(START_MS + (second === 500 ? second + off : second) * 1000).toISOString()
    const seconds = Array.from({ length: 1001 }, (_, second) => second)
    const gpx = seconds.map((second) => `<trkpt lat="${47 + second * 0.00003}" lon="8"><time>${time(second)}</time></trkpt>`)
    const tcx = seconds.map(
      (second) => `<Trackpoint><Time>${time(second)}</Time><DistanceMeters>${3 * second}</DistanceMeters></Trackpoint>`,
    )
    for (const text of [
      `<gpx><trk><type>running</type><trkseg>${gpx.join('')}</trkseg></trk></gpx>`,
      `<TrainingCenterDatabase><Activities><Activity Sport="Running"><Lap StartTime="${time(0)}"><Track>${tcx.join('')}</Track></Lap></Activity></Activities></TrainingCenterDatabase>`,
    ]) {
      const { result, first } = measured(text)
      expect(result.recordings[0]?.startedAtMs).toBe(START_MS)
      expect(first.elapsedSeconds).toBe(1000)
      expect(result.recordings[0]?.sampleCount).toBe(1000)
    }
  })
})
