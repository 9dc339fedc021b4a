import {
  type ColumnName,
  chunkSamples,
  downsample,
  joinChunks,
  measure,
  parseRecording,
  type Recording,
  type SampleColumns,
  sampleColumns,
} from '@gruppetto/recordings'
import mongoose from 'mongoose'
import type { Sheet } from '../figures.ts'
import { benchFile, sixHourRide } from '../recordings.ts'
import { cpuMs, mean } from '../statistics.ts'

const sizeOf = (document: object): number => mongoose.mongo.BSON.calculateObjectSize(document)
const META = { activityId: 'act_01jc0000000000000000000000', revision: 1 }

const recordingOf = (bytes: Uint8Array): Recording => {
  const result = parseRecording(bytes)
  const recording = result.ok ? result.recordings[0] : undefined
  if (recording === undefined) throw new Error('the file does not parse')
  return recording
}

/** Returns one document for each sample, with every value under its name. */
const perSecond = (recording: Recording, columns: SampleColumns): readonly object[] =>
  Array.from({ length: recording.sampleCount }, (_, i) => {
    const values = Object.entries(columns).flatMap(([name, column]): [string, number][] => {
      const value = column[i]
      return name === 'timeSeconds' || value === undefined || Number.isNaN(value) ? [] : [[name, value]]
    })
    const ts = new Date(recording.startedAtMs + Math.round((recording.timeSeconds[i] ?? 0) * 1000))
    return { _id: new mongoose.mongo.ObjectId(), ts, meta: META, ...Object.fromEntries(values) }
  })

const FILES = ['ride-power-laps.fit', 'run-laps.fit', 'ride-three-formats.gpx.gz'] as const
const DRAWN: readonly ColumnName[] = ['timeSeconds', 'latitude', 'longitude', 'altitudeMeters', 'heartRateBpm', 'powerWatts']
const POINTS = 1000

/**
 * Measures the BSON bytes of a sample, in chunks of columns and as one document a second, and the CPU of drawing a long ride from
 * its chunks.
 */
export const storage = (sheet: Sheet, quick: boolean): void => {
  for (const file of FILES) {
    const recording = recordingOf(benchFile(file))
    const measurement = measure(recording)
    const chunks = chunkSamples(recording, measurement).map(({ startSeconds, columns, ...chunk }) => ({
      _id: new mongoose.mongo.ObjectId(),
      ts: new Date(recording.startedAtMs + startSeconds * 1000),
      meta: META,
      ...chunk,
      columns: Object.fromEntries(Object.entries(columns).map(([name, bytes]) => [name, Buffer.from(bytes)])),
    }))
    const bytes = (documents: readonly object[]): number =>
      documents.reduce((sum: number, each) => sum + sizeOf(each), 0) / recording.sampleCount
    const [ours, theirs] = [bytes(chunks), bytes(perSecond(recording, sampleColumns(recording, measurement)))]
    const group = `${file}, ${recording.sampleCount} samples, as BSON`
    sheet.put(group, 'in chunks of columns', ours, 'bytes a sample')
    sheet.put(group, 'a document a second', theirs, 'bytes a sample')
    sheet.put(group, 'a document a second to chunks', theirs / ours, 'times')
  }
  const long = recordingOf(sixHourRide())
  const chunks = chunkSamples(long, measure(long))
  const draw = () => downsample(joinChunks(chunks, DRAWN), POINTS)
  const [warmUp, rounds] = quick ? [0, 1] : [10, 40]
  for (let round = 0; round < warmUp; round += 1) draw()
  const group = `${long.sampleCount} samples drawn with ${POINTS} points`
  sheet.put(group, 'joining six columns, choosing points', mean(Array.from({ length: rounds }, () => cpuMs(draw))), 'ms CPU')
}
