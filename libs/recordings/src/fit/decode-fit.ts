import type { ParseLimits } from '../parse/parse-result.ts'
import { createTable, type SampleTable } from '../parse/samples.ts'
import { breaksOff, type Warning, warning } from '../parse/warning.ts'
import { fitCrc } from './fit-crc.ts'
import { type FitDefinition, type FitMessage, numberOf, readDefinition, readMessage, readNumber } from './fit-message.ts'
import {
  addRecord,
  type DeveloperSource,
  type DistanceAccumulator,
  developerSource,
  planRecords,
  type RecordPlan,
} from './fit-records.ts'
import { HR_MESSAGE, noBeats, readBeats, type StoredBeats } from './stored-heart-rate.ts'

/** The message numbers of the FIT profile that we read. */
export const MESSAGE = {
  fileId: 0,
  sport: 12,
  session: 18,
  lap: 19,
  record: 20,
  event: 21,
  deviceInfo: 23,
  activity: 34,
  length: 101,
  fieldDescription: 206,
} as const
const KEPT: ReadonlySet<number> = new Set(Object.values(MESSAGE).filter((number) => number !== MESSAGE.record))
const TIMESTAMP = 253
/** 1989-12-31T00:00:00Z, FIT's epoch. */
const EPOCH_SECONDS = 631_065_600
/** A smaller date_time counts from the start of the device, not from the epoch. */
const LEAST_ABSOLUTE = 0x10000000

/** Converts a FIT date_time to milliseconds since the epoch; NaN when it is not one. */
export const fitTimeMs = (seconds: number | undefined): number =>
  seconds !== undefined && seconds >= LEAST_ABSOLUTE ? (seconds + EPOCH_SECONDS) * 1000 : Number.NaN

/** Converts milliseconds since the epoch to a FIT date_time. */
export const fitTimeSeconds = (ms: number): number => Math.round(ms / 1000) - EPOCH_SECONDS

/** A message that we keep. Its time is its own timestamp, or else that of the last message before it in the file. */
export interface KeptMessage {
  readonly fields: FitMessage
  readonly timeMs: number
  /** How many rows the table had when the message was written. */
  readonly rows: number
}
export interface FitContent {
  readonly table: SampleTable
  /** Records without a timestamp. */
  readonly undated: SampleTable
  /** Heart beats that were written after the records they belong to. */
  readonly beats: StoredBeats
  readonly messages: ReadonlyMap<number, readonly KeptMessage[]>
  readonly warnings: readonly Warning[]
  readonly tooManySamples: boolean
  /** True when some of the file could not be decoded. */
  readonly isBroken: boolean
}

interface Reading {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly table: SampleTable
  readonly messages: Map<number, KeptMessage[]>
  readonly warnings: Warning[]
  readonly limits: Limits
  readonly beats: StoredBeats
  readonly undated: SampleTable
  /** How many messages were not kept because their kind had reached its limit. */
  passedOver: number
  isBroken: boolean
}
type Limits = Pick<ParseLimits, 'maxSamples' | 'maxParts'>
/** A file can have more faults than anybody wants to read. */
const MAX_WARNINGS = 10

function warn({ warnings }: Reading, given: Warning): void {
  if (warnings.length < MAX_WARNINGS) warnings.push(given)
}

const tooManyParts = (count: number, max: number): Warning =>
  warning('TOO_MANY_PARTS', `${count} laps, events or the like were left out: there were more than ${max} of a kind.`, {
    count,
    max,
  })

/**
 * Decodes a FIT file, or several chained in one, as far as possible. A wrong checksum, a truncated end, a wrong size in the
 * header or an undecodable message loses only what follows it, never what comes before. Each adds a warning.
 */
export function decodeFit(bytes: Uint8Array, limits: Limits): FitContent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const reading: Reading = {
    bytes,
    view,
    table: createTable(),
    messages: new Map(),
    warnings: [],
    limits,
    beats: noBeats(),
    undated: createTable(),
    passedOver: 0,
    isBroken: false,
  }
  let start = 0
  while (start >= 0 && start < bytes.length && recordsOf(reading) <= limits.maxSamples) start = decodeOne(reading, start)
  if (reading.passedOver > 0) warn(reading, tooManyParts(reading.passedOver, limits.maxParts))
  const { table, undated, beats, messages, warnings } = reading
  return {
    table,
    undated,
    beats,
    messages,
    warnings,
    tooManySamples: recordsOf(reading) > limits.maxSamples,
    isBroken: reading.isBroken,
  }
}

const recordsOf = ({ table, undated }: Reading): number => table.count + undated.count

const isHeader = (bytes: Uint8Array, at: number): boolean =>
  bytes[at + 8] === 0x2e && bytes[at + 9] === 0x46 && bytes[at + 10] === 0x49 && bytes[at + 11] === 0x54

/** Decodes the file that begins at `start`. Returns where the next one begins, or -1 when there is none that can be read. */
function decodeOne(reading: Reading, start: number): number {
  const { bytes, view } = reading
  if (!isHeader(bytes, start)) {
    // Some devices pad with zeros. Any other bytes were meant as data, so they need a warning.
    if (bytes.subarray(start).some((byte) => byte !== 0))
      warn(reading, warning('UNKNOWN_REST', `What follows byte ${start} is not a FIT file; saved up to there.`))
    return -1
  }
  const begin = start + headerSize(bytes, start)
  const stated = begin + view.getUint32(start + 4, true)
  const end = dataEnd(reading, start, stated)
  const broken = decodeMessages(reading, begin, end)
  if (broken >= 0 && recordsOf(reading) <= reading.limits.maxSamples) {
    reading.isBroken = true
    warn(reading, breaksOff(`at byte ${broken}`))
    return isHeader(bytes, stated + 2) && stated > start ? stated + 2 : -1
  }
  return end + 2
}

/** Returns the header size that the header states, unless no message can begin there. */
function headerSize(bytes: Uint8Array, start: number): number {
  const candidates = [bytes[start] ?? 14, 14, 12].filter((size) => size >= 12)
  return candidates.find((size) => ((bytes[start + size] ?? 0) & 0xd0) === 0x40) ?? 14
}

/**
 * Returns where the messages end: the stated end if the checksum matches there; otherwise the end of the bytes, unless another
 * file follows the stated end.
 */
function dataEnd(reading: Reading, start: number, stated: number): number {
  const { bytes } = reading
  if (stated + 2 > bytes.length || stated <= start + 14) {
    warn(reading, warning('CUT_OFF', 'The file is cut off, or its header names a wrong size.'))
    return bytes.length
  }
  if (fitCrc(bytes, start, stated) === ((bytes[stated] ?? 0) | ((bytes[stated + 1] ?? 0) << 8))) return stated
  warn(reading, warning('WRONG_CHECKSUM', 'The checksum of the file is wrong.'))
  return stated + 2 === bytes.length || isHeader(bytes, stated + 2) ? stated : bytes.length - 2
}

/** Decodes messages from `position` to `end`. Returns the position where decoding failed, or -1 when it did not. */
function decodeMessages(reading: Reading, position: number, end: number): number {
  const { view, table, undated } = reading
  const definitions: (FitDefinition | undefined)[] = new Array(16)
  const plans: (RecordPlan | undefined)[] = new Array(16)
  const times: (FitDefinition['fields'][number] | undefined)[] = new Array(16)
  const developers = new Map<number, DeveloperSource>()
  const accumulator: DistanceAccumulator = { last: -1, total: 0 }
  let clock = Number.NaN
  let offset = position
  while (offset < end) {
    const header = view.getUint8(offset)
    const compressed = (header & 0x80) !== 0
    if (!compressed && (header & 0x40) !== 0) {
      const definition = readDefinition(view, offset, end)
      if (!definition) return offset
      const local = header & 0x0f
      definitions[local] = definition
      // The plan is made when the first record needs it, because a file may redefine more often than it records.
      plans[local] = undefined
      times[local] = definition.fields.find((field) => field.number === TIMESTAMP && field.size === 4)
      offset = definition.end
      continue
    }
    const local = compressed ? (header >> 5) & 0x03 : header & 0x0f
    const definition = definitions[local]
    if (!definition || offset + 1 + definition.size > end) return offset
    const at = offset + 1
    const timeField = times[local]
    let time = Number.NaN
    if (compressed) time = rolledOver(clock, header & 0x1f)
    else if (timeField) time = readNumber(view, timeField, at, definition.little)
    if (!Number.isNaN(time)) clock = time
    let plan = plans[local]
    if (!plan && definition.message === MESSAGE.record) {
      plan = planRecords(definition, developers)
      plans[local] = plan
    }
    if (plan) {
      addRecord(Number.isNaN(time) ? undated : table, plan, view, at, fitTimeMs(time), accumulator)
      if (recordsOf(reading) > reading.limits.maxSamples) return offset
    } else if (definition.message === HR_MESSAGE)
      readBeats(reading.beats, view, definition, at, fitTimeMs, reading.limits.maxSamples)
    else if (KEPT.has(definition.message)) {
      const fields = keep(reading, definition, at, clock)
      const described = definition.message === MESSAGE.fieldDescription ? developerSource(fields) : null
      if (described?.source) developers.set(described.key, described.source)
    }
    offset = at + definition.size
  }
  return -1
}

/** Decodes a compressed timestamp: the low five bits of the time. They rolled over when they are lower than the last ones. */
const rolledOver = (clock: number, low: number): number => clock + ((low - (clock & 0x1f)) & 0x1f)

/** Keeps a whole message, up to the limit of its kind. */
function keep(reading: Reading, definition: FitDefinition, at: number, clock: number): FitMessage {
  const { view, bytes, messages, limits } = reading
  const fields = readMessage(view, bytes, definition, at)
  const kept = messages.get(definition.message) ?? []
  const seconds = numberOf(fields, TIMESTAMP) ?? (Number.isNaN(clock) ? undefined : clock)
  if (kept.length < limits.maxParts) kept.push({ fields, timeMs: fitTimeMs(seconds), rows: reading.table.count })
  else reading.passedOver++
  messages.set(definition.message, kept)
  return fields
}
