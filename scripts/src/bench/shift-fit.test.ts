import { readFileSync } from 'node:fs'
import { parseRecording } from '@gruppetto/recordings'
import { describe, expect, it } from 'vitest'
import { benchFile } from './recordings.ts'
import { shiftFit } from './shift-fit.ts'

const DAY_MS = 86_400_000

describe.each(['ride-power-laps.fit', 'ride-three-formats.fit', 'run-laps.fit', 'run-developer-fields.fit'])('%s', (name) => {
  it('becomes the same recording, days later', () => {
    const original = benchFile(name)
    const before = parseRecording(original)
    const after = parseRecording(shiftFit(original, 3))
    if (!before.ok || !after.ok) throw new Error('it does not parse')
    expect(after.warnings).toEqual(before.warnings)
    const moved = before.recordings.map((recording) => ({ ...recording, startedAtMs: recording.startedAtMs + 3 * DAY_MS }))
    expect(after.recordings).toEqual(moved)
  })
})

it('does not change the original', () => {
  const original = benchFile('run-laps.fit')
  shiftFit(original, 1)
  expect(Buffer.compare(original, readFileSync(new URL('../../../libs/recordings/fixtures/run-laps.fit', import.meta.url)))).toBe(
    0,
  )
})
