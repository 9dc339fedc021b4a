import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askFolder, featuresSql } from '@gruppetto/lake'
import {
  measure,
  PROPULSION_FEATURES,
  parseRecording,
  propulsionFeatures,
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

it('has these features', async () => {
  const lines = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, values]) => [id, ...values.map((value) => value ?? '')].join(';'))
  await expect(`${['activity', ...NAMES].join(';')}\n${lines.join('\n')}\n`).toMatchFileSnapshot('golden/propulsion.csv')
})
