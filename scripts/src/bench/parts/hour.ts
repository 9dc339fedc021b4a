import {
  cellsAlong,
  chunkSamples,
  cutSegment,
  fingerprint,
  matchSegment,
  measure,
  parseRecording,
  prepareSegment,
  prepareTrack,
  type Recording,
  sampleColumns,
} from '@gruppetto/recordings'
import type { Sheet } from '../figures.ts'
import { hourOfRide, tenStretches } from '../recordings.ts'
import { cpuMs, mean } from '../statistics.ts'

/** The peak of a weekend, on two cores. */
const [UPLOADS_A_SECOND, CORES] = [30, 2]
const AIM_MS = 60

const recordingOf = (bytes: Uint8Array): Recording => {
  const result = parseRecording(bytes)
  const recording = result.ok ? result.recordings[0] : undefined
  if (recording === undefined) throw new Error('the file does not parse')
  return recording
}

/**
 * Measures the CPU of each pure stage of an upload and of all together: one hour at 1 Hz with heart rate, power and ten segments.
 */
export const hour = (sheet: Sheet, quick: boolean): void => {
  const bytes = hourOfRide()
  const recording = recordingOf(bytes)
  const measurement = measure(recording)
  const columns = sampleColumns(recording, measurement)
  const segments = tenStretches(measurement.elapsedSeconds).map(([from, to]) => cutSegment(columns, from, to)?.points ?? [])
  const match = (): void => {
    const track = prepareTrack(columns)
    cellsAlong(track)
    const found = segments.flatMap((points) => {
      const line = prepareSegment(points)
      return line === null ? [] : matchSegment(track, line)
    })
    if (found.length < segments.length) throw new Error('a segment that was ridden was not found')
  }
  const stages: readonly (readonly [string, () => unknown])[] = [
    ['decode', () => recordingOf(bytes)],
    ['measure', () => measure(recording)],
    ['fingerprint and chunks', () => [fingerprint(recording, measurement), chunkSamples(recording, measurement)]],
    [`cells, and matching ${segments.length} segments`, match],
  ]
  const spent = stages.map((): number[] => [])
  const [warmUp, rounds] = quick ? [0, 1] : [10, 60]
  for (let round = 0; round < warmUp + rounds; round += 1)
    for (const [index, [, run]] of stages.entries()) {
      const ms = cpuMs(run)
      if (round >= warmUp) spent[index]?.push(ms)
    }
  const group = `an upload of ${recording.sampleCount} samples: what needs neither network nor database`
  for (const [index, [name]] of stages.entries()) sheet.put(group, name, mean(spent[index] ?? []), 'ms CPU')
  const together = spent.reduce((sum, each) => sum + mean(each), 0)
  sheet.put(group, 'all of these', together, 'ms CPU')
  sheet.put(group, `of ${AIM_MS} ms`, (together / AIM_MS) * 100, '%')
  const busy = (together * UPLOADS_A_SECOND) / (CORES * 10)
  sheet.put(group, `${UPLOADS_A_SECOND} of them a second on ${CORES} cores`, busy, '% busy')
}
