import { type SampleTable, setValue } from '../parse/samples.ts'
import { at } from '../recording.ts'
import { type FitDefinition, readNumber } from './fit-message.ts'

/** The hr message (132): heart beats that a strap stored while out of radio range, and that the watch wrote afterwards. */
export const HR_MESSAGE = 132
const FIELD = { fraction: 0, time256: 1, bpm: 6, eventTime: 9, eventTime12: 10, timestamp: 253 } as const
/** Event times count 1/1024 seconds. The short form has only twelve bits, which wrap every four seconds. */
const TICKS = 1024
const SHORT_TURN = 0x1000
const LONG_TURN = 2 ** 32
const NO_BPM = 0xff
/** A sensor with contact detects at least one beat in this time. */
const HELD_MS = 3000

/** The beats in the order of the file, with times by the watch's clock. */
export interface StoredBeats {
  count: number
  timeMs: Float64Array
  bpm: Float64Array
  /** The watch's time when the strap's clock was at its reference. Each file of a chain has its own. */
  anchorMs: number
  anchorTicks: number
  ticks: number
}
export const noBeats = (): StoredBeats => ({
  count: 0,
  timeMs: new Float64Array(0),
  bpm: new Float64Array(0),
  anchorMs: Number.NaN,
  anchorTicks: Number.NaN,
  ticks: Number.NaN,
})

function addBeat(beats: StoredBeats, bpm: number): void {
  const timeMs = beats.anchorMs + ((beats.ticks - beats.anchorTicks) / TICKS) * 1000
  if (Number.isNaN(timeMs) || bpm === 0 || bpm === NO_BPM) return
  if (beats.count === beats.timeMs.length) {
    const capacity = Math.max(64, beats.count * 2)
    const [times, rates] = [new Float64Array(capacity), new Float64Array(capacity)]
    times.set(beats.timeMs)
    rates.set(beats.bpm)
    beats.timeMs = times
    beats.bpm = rates
  }
  beats.timeMs[beats.count] = timeMs
  beats.bpm[beats.count++] = bpm
}

/** Advances to an event time of a few low bits, which may have wrapped since the last one. */
function goOn(beats: StoredBeats, low: number, turn: number): void {
  if (Number.isNaN(beats.ticks)) return
  beats.ticks += (((low - beats.ticks) % turn) + turn) % turn
}

/** Reads one hr message, up to `maxBeats` beats in total. `toMs` converts a FIT time to milliseconds. */
export function readBeats(
  beats: StoredBeats,
  view: DataView,
  definition: FitDefinition,
  begin: number,
  toMs: (seconds: number) => number,
  maxBeats: number,
): void {
  const field = (number: number) => definition.fields.find((each) => each.number === number)
  const value = (number: number, scale: number): number => {
    const found = field(number)
    const raw = found ? readNumber(view, found, begin, definition.little) : Number.NaN
    return Number.isNaN(raw) ? 0 : raw / scale
  }
  const [times, shorts, rates, stamp] = [
    field(FIELD.eventTime),
    field(FIELD.eventTime12),
    field(FIELD.bpm),
    field(FIELD.timestamp),
  ]
  const bpmOf = (i: number): number => (rates && i < rates.size ? view.getUint8(begin + rates.offset + i) : NO_BPM)
  const stampMs = stamp ? toMs(readNumber(view, stamp, begin, definition.little)) : Number.NaN
  for (let i = 0; times && i < times.size >> 2 && beats.count < maxBeats; i++) {
    const ticks = view.getUint32(begin + times.offset + i * 4, definition.little)
    if (!Number.isNaN(stampMs) && i === 0) {
      beats.anchorMs = stampMs + (value(FIELD.fraction, 32_768) || value(FIELD.time256, 256)) * 1000
      beats.anchorTicks = ticks
      beats.ticks = ticks
    } else goOn(beats, ticks, LONG_TURN)
    addBeat(beats, bpmOf(i))
  }
  for (let i = 0; shorts && (i >> 1) * 3 + 1 + (i & 1) < shorts.size && beats.count < maxBeats; i++) {
    // An unused slot at the end of the last message has no time.
    if (bpmOf(i) === NO_BPM) continue
    const offset = begin + shorts.offset + (i >> 1) * 3
    const [first, middle, last] = [
      view.getUint8(offset),
      view.getUint8(offset + 1),
      (i & 1) === 1 ? view.getUint8(offset + 2) : 0,
    ]
    goOn(beats, (i & 1) === 1 ? (middle >> 4) | (last << 4) : first | ((middle & 0x0f) << 8), SHORT_TURN)
    addBeat(beats, bpmOf(i))
  }
}

/** Sorts rows or beats by time and leaves out those without one. */
const byTime = (timeMs: Float64Array, count: number): Int32Array => {
  const order = Int32Array.from({ length: count }, (_, i) => i).filter((i) => !Number.isNaN(at(timeMs, i)))
  let isSorted = true
  for (let k = 1; k < order.length && isSorted; k++)
    isSorted = at(timeMs, order[k] as number) >= at(timeMs, order[k - 1] as number)
  return isSorted ? order : order.sort((a, b) => at(timeMs, a) - at(timeMs, b) || a - b)
}

/**
 * Fills each row without a heart rate, in place: with the mean of the beats since the row before, or with the last beat while it
 * is recent.
 */
export function mergeBeats(table: SampleTable, beats: StoredBeats): void {
  if (beats.count === 0) return
  const rows = byTime(table.timeMs, table.count)
  const order = byTime(beats.timeMs, beats.count)
  let next = 0
  let heldMs = Number.NaN
  let held = Number.NaN
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] as number
    const time = at(table.timeMs, row)
    // Beats before the first row do not belong to it, except those of its own second.
    const since = k === 0 ? time - 1000 : Number.NEGATIVE_INFINITY
    let sum = 0
    let count = 0
    for (; next < order.length && at(beats.timeMs, order[next] as number) <= time; next++) {
      const beat = order[next] as number
      heldMs = at(beats.timeMs, beat)
      held = at(beats.bpm, beat)
      if (heldMs <= since) continue
      sum += held
      count++
    }
    const native = table.columns.heartRateBpm?.[row]
    if (native !== undefined && native > 0 && native < NO_BPM) continue
    const bpm = count > 0 ? sum / count : time - heldMs <= HELD_MS ? held : Number.NaN
    if (!Number.isNaN(bpm)) setValue(table, 'heartRateBpm', row, Math.round(bpm))
  }
}
