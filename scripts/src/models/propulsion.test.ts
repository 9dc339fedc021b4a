import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openModel } from '@gruppetto/graph'
import { askFolder, featuresSql } from '@gruppetto/lake'
import {
  measure,
  PROPULSION_FEATURES,
  PROPULSION_KINDS,
  parseRecording,
  propulsionFeatures,
  propulsionOf,
  propulsionQuestion,
  type SampleColumns,
  sampleColumns,
} from '@gruppetto/recordings'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeRecordings } from './write-recordings.ts'

const folder = mkdtempSync(join(tmpdir(), 'propulsion-'))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (file: string): readonly SampleColumns[] => {
  const parsed = parseRecording(readFileSync(new URL(`../../../libs/recordings/fixtures/${file}`, import.meta.url)), {
    fileName: file,
  })
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.recordings.map((recording) => sampleColumns(recording, measure(recording)))
}
/** With power, with pauses and gaps, smart recording with seconds between its samples, on foot, without heart rate, in several legs, with a power of nothing. */
const FILES = [
  'ride-power-laps.fit',
  'ride-long-lunch-break.fit',
  'ride-short-pauses.tcx',
  'run-smart-recording.fit',
  'hike-two-tracks.gpx',
  'triathlon-multisport.fit',
  'bad-truncated-ride.fit',
]
const recordings = FILES.flatMap((file) =>
  read(file).map((columns, leg) => ({ activityId: `${file.split('.')[0]}_${leg}`, columns })),
)

const NAMES = Object.keys(PROPULSION_FEATURES)
const found = new Map<string, readonly unknown[]>()
beforeAll(async () => {
  await writeRecordings(folder, recordings)
  const { columns, rows } = await askFolder(folder, featuresSql('propulsion'), { today: '2026-01-01' })
  expect(columns.slice(3)).toEqual(NAMES)
  for (const row of rows) found.set(String(row[2]), row.slice(3))
})

it('has the same features in the lake as where it is served', () => {
  const served = recordings.flatMap(({ activityId, columns }) => {
    const features = propulsionFeatures(columns)
    return features === null ? [] : [[activityId, features] as const]
  })
  expect([...found.keys()].sort()).toEqual(served.map(([id]) => id).sort())
  for (const [id, features] of served)
    for (const [place, value] of features.entries()) {
      const other = found.get(id)?.[place] ?? Number.NaN
      // Both round to thousandths, and one may add in another order.
      const isEqual = Number.isNaN(value) ? Number.isNaN(other) : Math.abs(value - Number(other)) < 0.0011
      expect(isEqual, `${NAMES[place]} of ${id}: ${value} and ${other}`).toBe(true)
    }
})

it('is scored from the lake alone as it was served', async () => {
  const needs = { name: 'propulsion', features: NAMES, outputs: PROPULSION_KINDS }
  const path = new URL('../../../subgraphs/activities/models/propulsion.json', import.meta.url)
  const silent = { info: () => undefined, warn: () => undefined }
  const model = (await openModel(path, needs, { now: () => Date.parse('2026-12-02'), log: silent })).current()
  if (model === null) throw new Error('the model is refused')
  for (const { activityId, columns } of recordings) {
    const question = propulsionQuestion(columns)
    if (question === null) continue
    const { foot, bike, eBike, vehicle } = propulsionOf(question, model.id, model.score)
    const again = model.score((found.get(activityId) ?? []).map((value) => (value === null ? Number.NaN : Number(value))))
    // What is served is kept in thousandths.
    for (const [place, value] of [foot, bike, eBike, vehicle].entries())
      expect(Math.abs(value - (again[place] ?? Number.NaN)), activityId).toBeLessThan(0.0006)
  }
})

it('has these features', async () => {
  const lines = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, values]) => [id, ...values.map((value) => value ?? '')].join(';'))
  await expect(`${['activity', ...NAMES].join(';')}\n${lines.join('\n')}\n`).toMatchFileSnapshot('golden/propulsion.csv')
})
