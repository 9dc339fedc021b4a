import { Encoder, Profile } from '@garmin/fitsdk'
import { type Measurement, measure } from '../measure/measure.ts'
import { parseRecording } from '../parse/parse-recording.ts'
import type { ParseSuccess } from '../parse/parse-result.ts'

const MESG = Profile.MesgNum as Record<'FILE_ID' | 'RECORD' | 'SESSION' | 'LAP' | 'LENGTH' | 'EVENT', number>
type Name = keyof typeof MESG
type Fields = Record<string, unknown>
export type Message = readonly [Name, Fields]

export const START_MS = Date.UTC(2026, 4, 1, 10)
export const when = (second: number): Date => new Date(START_MS + second * 1000)

/** For tests only: encodes a FIT activity with Garmin's own encoder. */
export function fitFile(messages: readonly Message[]): Uint8Array {
  const encoder = new Encoder()
  encoder.onMesg(MESG.FILE_ID, { type: 'activity', manufacturer: 'garmin', product: 1169, timeCreated: when(0) } as never)
  for (const [name, fields] of messages) encoder.onMesg(MESG[name], fields as never)
  return encoder.close()
}

/** For tests only: a lap, or with `SESSION` a session, as devices write it. */
export const spanned = (
  name: 'LAP' | 'SESSION',
  start: number,
  seconds: number,
  meters: number | null,
  more: Fields = {},
): Message => [
  name,
  {
    timestamp: when(start + seconds),
    startTime: when(start),
    totalElapsedTime: seconds,
    totalTimerTime: seconds,
    ...(meters !== null && { totalDistance: meters }),
    ...more,
  },
]

/** For tests only: parses and measures a valid file, FIT or text. */
export function measured(content: Uint8Array | string): {
  readonly result: ParseSuccess
  readonly all: readonly Measurement[]
  readonly first: Measurement
} {
  const result = parseRecording(typeof content === 'string' ? new TextEncoder().encode(content) : content)
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  const all = result.recordings.map(measure)
  return { result, all, first: all[0] as Measurement }
}

/** For tests only: the sums of laps or of the whole, in whole metres and seconds. */
export const sums = (parts: readonly { readonly distanceMeters: number; readonly movingSeconds: number }[]): number[][] =>
  parts.map((part) => [Math.round(part.distanceMeters * 100) / 100, Math.round(part.movingSeconds)])
