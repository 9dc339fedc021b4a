import {
  cellsAlong,
  cellsAround,
  cutSegment,
  matchSegment,
  measure,
  type Position,
  parseRecording,
  prepareSegment,
  prepareTrack,
  type SegmentLine,
  sampleColumns,
} from '@gruppetto/recordings'
import type { Sheet } from '../figures.ts'
import { benchFile, tenStretches } from '../recordings.ts'
import { cpuMs, mean } from '../statistics.ts'

const REGION = 10_000

const columnsOfRide = () => {
  const result = parseRecording(benchFile('ride-power-laps.fit'))
  const recording = result.ok ? result.recordings[0] : undefined
  if (recording === undefined) throw new Error('the file does not parse')
  return sampleColumns(recording, measure(recording))
}

const lineOf = (points: readonly Position[]): SegmentLine => {
  const line = prepareSegment(points)
  if (line === null) throw new Error('a segment has no line')
  return line
}

/**
 * Measures the CPU of matching the one-hour ride with ten segments along it, and in a region of 10,000 where only those in its
 * cells are tried.
 */
export const segments = (sheet: Sheet, quick: boolean): void => {
  const columns = columnsOfRide()
  const cuts = tenStretches(columns.timeSeconds?.at(-1) ?? 0).map(([from, to]) => cutSegment(columns, from, to)?.points ?? [])
  // An area of 20 km by 24 km around the ride, filled with copies of its segments 200 m apart.
  const region = Array.from({ length: REGION }, (_, index) => {
    const north = ((index % 100) - 50) * 0.002
    const east = (Math.floor(index / 100) - 50) * 0.003
    return (cuts[index % cuts.length] ?? []).map(([latitude, longitude]): Position => [latitude + north, longitude + east])
  })
  const own = cuts.map(lineOf)
  const lines = region.map(lineOf)
  const rings = region.map(([start]) => (start === undefined ? [] : cellsAround(start)))
  const track = prepareTrack(columns)
  const passed = new Set(cellsAlong(track))
  const near = lines.filter((_, index) => rings[index]?.some((cell) => passed.has(cell)))
  const spent = (work: () => unknown): number => {
    const [warmUp, rounds] = quick ? [0, 1] : [10, 40]
    for (let round = 0; round < warmUp; round += 1) work()
    return mean(Array.from({ length: rounds }, () => cpuMs(work)))
  }
  const group = 'ride-power-laps.fit against segments'
  sheet.put(
    group,
    'positions in blocks',
    spent(() => prepareTrack(columns)),
    'ms CPU',
  )
  sheet.put(
    group,
    'cells passed',
    spent(() => cellsAlong(track)),
    'ms CPU',
  )
  sheet.put(
    group,
    'preparing and matching 10 of its own',
    spent(() => cuts.map((cut) => matchSegment(track, lineOf(cut)))),
    'ms CPU',
  )
  sheet.put(
    group,
    'of these, matching',
    spent(() => own.map((line) => matchSegment(track, line))),
    'ms CPU',
  )
  sheet.put(group, 'crossings found', own.flatMap((line) => matchSegment(track, line)).length, 'crossings')
  sheet.put(group, `candidates by cell among ${REGION}`, near.length, 'segments')
  sheet.put(
    group,
    'matching the candidates',
    spent(() => near.map((line) => matchSegment(track, line))),
    'ms CPU',
  )
  sheet.put(
    group,
    `matching all ${REGION}`,
    spent(() => lines.map((line) => matchSegment(track, line))),
    'ms CPU',
  )
}
