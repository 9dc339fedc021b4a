import { readFileSync } from 'node:fs'
import { parseRecording } from '../parse/parse-recording.ts'
import type { ParseSuccess } from '../parse/parse-result.ts'
import type { Recording } from '../recording.ts'

/** For tests only: a real file of the fixtures folder. */
export const fixture = (name: string): Uint8Array => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url))

/** For tests only: parses a valid file. */
export function parsed(name: string): ParseSuccess {
  const result = parseRecording(fixture(name))
  if (!result.ok) throw new Error(`${name}: ${result.code} ${result.message}`)
  return result
}

/** For tests only: returns the first recording of a file. */
export function firstOf(name: string): Recording {
  const [first] = parsed(name).recordings
  if (!first) throw new Error(`${name} holds no recording`)
  return first
}
