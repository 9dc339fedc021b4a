import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordingKeeps } from '../fuzz/promises.ts'
import { at, type Recording, type Span } from '../recording.ts'
import { fitFile, type Message, measured, spanned, when } from '../testing/fit-file.ts'
import { firstOf, parsed } from '../testing/fixtures.ts'
import { cropRecording } from './crop-recording.ts'
import { measure } from './measure.ts'

const FILES = [
  ...['ride-power-laps.fit', 'ride-long-lunch-break.fit', 'ride-with-pauses.fit', 'ride-virtual.fit', 'ride-indoor-trainer.fit'],
  ...['run-laps.fit', 'run-smart-recording.fit', 'swim-pool.fit', 'triathlon-multisport.fit', 'row-indoor.fit'],
  ...['hike-two-tracks.gpx', 'ride-short-pauses.tcx', 'ski-nordic.tcx', 'paddle.tcx', 'walk-tiny.fit'],
]

const crop = (whole: Recording, span: Span): Recording => {
  const part = cropRecording(whole, measure(whole), span)
  if (part === null) throw new Error('nothing is left')
  return part
}
const ends = ({ timeSeconds, sampleCount }: Recording) => at(timeSeconds, sampleCount - 1)

describe.each(FILES)('a part of %s', (name) => {
  const { recordings } = parsed(name)

  it('is a recording like any other, wherever it is cut', () => {
    for (const whole of recordings) {
      const measurement = measure(whole)
      fc.assert(
        fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
          const span = { startSeconds: Math.min(a, b) * ends(whole), endSeconds: Math.max(a, b) * ends(whole) }
          const part = cropRecording(whole, measurement, span)
          if (part === null) return
          recordingKeeps(part)
          expect(part.startedAtMs).toBeGreaterThanOrEqual(whole.startedAtMs + Math.floor(span.startSeconds * 1000))
          expect(part.startedAtMs + ends(part) * 1000).toBeLessThanOrEqual(whole.startedAtMs + span.endSeconds * 1000 + 1)
        }),
        { numRuns: 20 },
      )
    }
  })

  it('has as many metres as the whole has between its ends', () => {
    for (const whole of recordings) {
      const { derived, pool } = measure(whole)
      const meters = derived.distanceMeters
      // Lengths of a pool that were cut do not count.
      if (!meters || (pool?.lengths.length ?? 0) > 0) continue
      const [from, to] = [Math.floor(whole.sampleCount * 0.2), Math.floor(whole.sampleCount * 0.7)]
      const span = { startSeconds: at(whole.timeSeconds, from), endSeconds: at(whole.timeSeconds, to) }
      const gone = at(meters, to) - at(meters, from)
      expect(Math.abs(measure(crop(whole, span)).distanceMeters - gone)).toBeLessThan(0.5 + gone / 1000)
    }
  })
})

describe('a cropped recording', () => {
  it('keeps laps that are whole as the device tells them, and measures those that were cut from what is left of them', () => {
    const whole = firstOf('run-laps.fit')
    const [first, second, third] = whole.laps
    if (!first || !second || !third) throw new Error('there are too few laps')
    const middle = (third.startSeconds + third.endSeconds) / 2
    const part = crop(whole, { startSeconds: second.startSeconds, endSeconds: middle })
    expect(part.laps).toHaveLength(2)
    expect(part.laps[0]).toMatchObject({ startSeconds: 0, elapsedSeconds: second.elapsedSeconds })
    expect(part.laps[1]).toMatchObject({ elapsedSeconds: null, timerSeconds: null })
    const { laps, distanceMeters } = measure(part)
    expect(laps.reduce((sum, lap) => sum + lap.distanceMeters, 0)).toBeCloseTo(distanceMeters, 0)
    expect(laps[0]?.distanceMeters).toBeCloseTo(measure(whole).laps[1]?.distanceMeters ?? 0, 0)
  })

  it('begins and ends within a pause, of which the rest is its own', () => {
    const records: Message[] = []
    for (let second = 0; second <= 300; second++)
      if (second <= 100 || second >= 200) records.push(['RECORD', { timestamp: when(second), distance: second * 3 }])
    const timer = (second: number, eventType: string): Message => [
      'EVENT',
      { timestamp: when(second), event: 'timer', eventType },
    ]
    const messages = [timer(0, 'start'), ...records, timer(100, 'stopAll'), timer(200, 'start'), timer(300, 'stopAll')]
    const [whole] = measured(fitFile([...messages, spanned('SESSION', 0, 300, 900, { sport: 'running' })])).result.recordings
    if (whole === undefined) throw new Error('there is no recording')
    const part = crop(whole, { startSeconds: 50, endSeconds: 250 })
    expect(part.pauses).toEqual([{ startSeconds: 50, endSeconds: 150 }])
    expect(measure(part)).toMatchObject({ elapsedSeconds: 200, timerSeconds: 100 })
    expect(crop(whole, { startSeconds: 150, endSeconds: 300 }).pauses).toEqual([])
  })

  it('of a pool swim has the lengths that are whole', () => {
    const whole = firstOf('swim-pool.fit')
    const { pool } = measure(whole)
    const active = pool?.lengths.filter(({ isRest }) => !isRest) ?? []
    const [third, fourth] = [active[2], active[3]]
    if (!third || !fourth) throw new Error('there are too few lengths')
    const part = crop(whole, { startSeconds: third.startSeconds, endSeconds: ends(whole) })
    const swum = measure(part)
    expect(swum.distanceMeters).toBeCloseTo(
      active.slice(2).reduce((sum, { distanceMeters }) => sum + distanceMeters, 0),
      5,
    )
    expect(swum.pool?.lengthMeters).toBe(pool?.lengthMeters)
    const cut = crop(whole, { startSeconds: third.startSeconds + 5, endSeconds: ends(whole) })
    expect(measure(cut).pool?.lengths[0]?.strokes).toBe(fourth.strokes)
  })

  it('is nothing where fewer than two samples are left', () => {
    const whole = firstOf('run-laps.fit')
    const end = ends(whole)
    for (const span of [
      { startSeconds: end, endSeconds: end + 60 },
      { startSeconds: 10, endSeconds: 9 },
      { startSeconds: -60, endSeconds: -1 },
    ])
      expect(cropRecording(whole, measure(whole), span)).toBeNull()
  })
})
