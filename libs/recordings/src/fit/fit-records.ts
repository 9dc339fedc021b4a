import { addRow, type SampleTable, setValue } from '../parse/samples.ts'
import type { Channel } from '../recording.ts'
import { channelNamed, isUnitOf } from './developer-names.ts'
import { type FitDefinition, type FitField, type FitMessage, numberOf, readNumber, textOf } from './fit-message.ts'

const SEMICIRCLE_DEGREES = 180 / 2 ** 31

interface Source {
  readonly channel: Channel
  readonly scale: number
  readonly offset: number
}
const plain = (channel: Channel, scale = 1, offset = 0): Source => ({ channel, scale, offset })

/** The fields of the record message (20), by number. The enhanced fields come last, so that they override the narrow ones. */
const RECORD_FIELDS: Readonly<Record<number, Source>> = {
  0: plain('latitude', 1 / SEMICIRCLE_DEGREES),
  1: plain('longitude', 1 / SEMICIRCLE_DEGREES),
  2: plain('altitudeMeters', 5, 500),
  3: plain('heartRateBpm'),
  4: plain('cadenceRpm'),
  5: plain('distanceMeters', 100),
  6: plain('speedMps', 1000),
  7: plain('powerWatts'),
  13: plain('temperatureCelsius'),
  73: plain('speedMps', 1000),
  78: plain('altitudeMeters', 5, 500),
}
const COMPRESSED_SPEED_DISTANCE = 8

/** The channels that a developer field may fill for each sample. Speed and position always come from the device itself. */
const DEVELOPER_CHANNELS: ReadonlySet<Channel> = new Set(['powerWatts', 'heartRateBpm', 'cadenceRpm'])
const DISTANCE = 5
/** How many units make a metre in a developer field for distance. Metres when no unit is given. */
const UNITS_A_METER: readonly (readonly [RegExp, number])[] = [
  [/^(m|met(er|re)s?)?$/, 1],
  [/^(km|kilomet(er|re)s?)$/, 1 / 1000],
  [/^cm$/, 100],
  [/^(mi|miles?)$/, 1 / 1609.344],
  [/^(yd|yds|yards?)$/, 1 / 0.9144],
]

/** How a field_description (206) maps a developer field of the record message. */
export interface DeveloperSource {
  readonly channel: Channel
  readonly baseType: number
  readonly scale: number
  /**
   * A distance counter continues from sample to sample, so two counters cannot be mixed: the developer's is used only when the
   * device has none.
   */
  readonly isInstead: boolean
}
const developerKey = (developer: number, number: number): number => developer * 256 + number

/** Parses a field_description; null for a field that fits none of our channels. */
export function developerSource(message: FitMessage): { key: number; source: DeveloperSource | null } | null {
  const developer = numberOf(message, 0)
  const number = numberOf(message, 1)
  const baseType = numberOf(message, 2)
  if (developer === undefined || number === undefined || baseType === undefined) return null
  const native = numberOf(message, 15)
  const forRecords = numberOf(message, 14) === 20
  const name = textOf(message, 3) ?? ''
  const channel = (native !== undefined && forRecords ? RECORD_FIELDS[native]?.channel : undefined) ?? channelNamed(name)
  const key = developerKey(developer, number)
  if (native === DISTANCE && (forRecords || numberOf(message, 14) === undefined)) {
    const unit = (textOf(message, 8) ?? '').trim().toLowerCase()
    const scale = UNITS_A_METER.find(([pattern]) => pattern.test(unit))?.[1]
    return { key, source: scale === undefined ? null : { channel: 'distanceMeters', baseType, scale, isInstead: true } }
  }
  if (!channel || !DEVELOPER_CHANNELS.has(channel)) return { key, source: null }
  // A description of a session or lap field, or with another unit, is a different quantity.
  if (!forRecords && numberOf(message, 14) !== undefined) return { key, source: null }
  if (!isUnitOf(channel, textOf(message, 8))) return { key, source: null }
  return { key, source: { channel, baseType, scale: 1, isInstead: false } }
}

interface Reader extends Source {
  readonly field: Pick<FitField, 'offset' | 'size' | 'baseType'>
  readonly by: 'DEVICE' | 'DEVELOPER' | 'DEVELOPER_INSTEAD'
}

/** How to read the records of one definition. It is made once and used for all of its records. */
export interface RecordPlan {
  readonly little: boolean
  readonly readers: readonly Reader[]
  readonly compressed: FitField | null
}

export function planRecords(definition: FitDefinition, sources: ReadonlyMap<number, DeveloperSource>): RecordPlan {
  const native: Reader[] = definition.fields.flatMap((field) => {
    const source = RECORD_FIELDS[field.number]
    return source ? [{ ...source, field, by: 'DEVICE' }] : []
  })
  const enhanced: ReadonlySet<unknown> = new Set(definition.fields.filter((field) => field.number === 73 || field.number === 78))
  const isEnhanced = (reader: Reader): number => (enhanced.has(reader.field) ? 1 : 0)
  native.sort((a, b) => isEnhanced(a) - isEnhanced(b))
  const developer: Reader[] = definition.developerFields.flatMap((field) => {
    const source = sources.get(developerKey(field.developer, field.number))
    if (!source) return []
    return [
      {
        ...plain(source.channel, source.scale),
        field: { offset: field.offset, size: field.size, baseType: source.baseType },
        by: source.isInstead ? 'DEVELOPER_INSTEAD' : 'DEVELOPER',
      },
    ]
  })
  const compressed = definition.fields.find((field) => field.number === COMPRESSED_SPEED_DISTANCE && field.size === 3) ?? null
  return { little: definition.little, readers: [...native, ...developer], compressed }
}

/** Sums the 12-bit distance of compressed_speed_distance over its overflows: in 1/16 m, it wraps at 256 m. */
export interface DistanceAccumulator {
  last: number
  total: number
}

/** Adds one record as a row. A developer value is used only where the native field is null. */
export function addRecord(
  table: SampleTable,
  plan: RecordPlan,
  view: DataView,
  at: number,
  timeMs: number,
  accumulator: DistanceAccumulator,
): void {
  const row = addRow(table, timeMs)
  if (plan.compressed) addCompressed(table, row, view, at + plan.compressed.offset, accumulator)
  for (const reader of plan.readers) {
    const raw = readNumber(view, reader.field, at, plan.little)
    if (Number.isNaN(raw)) continue
    const value = raw / reader.scale - reader.offset
    if (reader.by === 'DEVELOPER_INSTEAD') {
      setValue(table, reader.channel, row, value, table.instead)
      continue
    }
    if (reader.by === 'DEVELOPER') {
      const native = table.columns[reader.channel]?.[row]
      if (native !== undefined && !Number.isNaN(native)) continue
    }
    setValue(table, reader.channel, row, value)
  }
}

function addCompressed(table: SampleTable, row: number, view: DataView, at: number, accumulator: DistanceAccumulator): void {
  const [a, b, c] = [view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2)]
  if (a === 0xff && b === 0xff && c === 0xff) return
  const distance = (b >> 4) | (c << 4)
  accumulator.total += accumulator.last < 0 ? distance : (distance - accumulator.last) & 0xfff
  accumulator.last = distance
  setValue(table, 'speedMps', row, (a | ((b & 0x0f) << 8)) / 100)
  setValue(table, 'distanceMeters', row, accumulator.total / 16)
}
