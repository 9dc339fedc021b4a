import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { fixture } from '../testing/fixtures.ts'
import { joined, type Mutation, mend, mutated } from './mutations.ts'

/** Real files of every kind: formats, sports, without positions, with several activities, already broken. */
const SMALL = [
  'walk-tiny.fit',
  'bad-crc.fit',
  'bad-truncated-tiny.fit',
  'bad-second-header.fit',
  'empty-recording.fit',
  'not-activity-workout.fit',
  'run-smart-recording.fit',
  'ride-indoor-trainer.fit',
  'row-indoor.fit',
  'swim-pool.fit',
  'triathlon-multisport.fit',
  'ride-virtual.fit',
  'ride-short-pauses.tcx',
  'ride-short-pauses.gpx',
  'paddle.tcx',
  'hike-two-tracks.gpx',
  'route-without-times.gpx',
]
const LARGE = [
  'run-developer-fields.fit',
  'run-laps.fit',
  'ride-power-laps.fit',
  'ride-three-formats.fit',
  'ski-nordic.tcx',
  'ride-three-formats-bare.gpx.gz',
  'ride-three-formats.tcx.gz',
]

/** What devices and programs write where a number or a time is wanted, and what nobody should. */
const WORDS = [
  ...['', ' ', '0', '-0', '-1', '12,5', '1.234,5', '1e9', '1e999', '-1e308', '65535', '65534', '4294967295', 'NaN', 'Infinity'],
  ...['0x10', '٣', 'null', '1970-01-01T00:00:00Z', '1989-12-31T00:00:00Z', '2099-12-31T23:59:59Z', '2012-02-30T10:00:00Z'],
  ...['9999-01-01T00:00:00Z', '2012-05-01', '2012-05-01T10:00:00.123456789+14:00', '2012-05-01T24:00:00Z', '<', '&', '&x;'],
  ...[']]>', '<![CDATA[1]]>', '<!-- -->', '<trk>', '</trk>', '<Lap>', '</Activity>', '<?x?>', '<!DOCTYPE x>', '\u0000', '\ufeff'],
]
/** Those that are no markup. */
const PLAIN_WORDS = WORDS.filter((word) => !/[<&\]]/.test(word))
/** Little and big ends of what types: their least, their most, their null. */
const BYTES = [
  ...[[0], [1], [0x7f], [0x80], [0xfe], [0xff], [0x40], [0x60]],
  ...[
    [0, 0],
    [0xff, 0xff],
    [0xfe, 0xff],
    [0xff, 0x7f],
    [0, 0x80],
  ],
  ...[
    [0, 0, 0, 0],
    [0xff, 0xff, 0xff, 0xff],
    [0xfe, 0xff, 0xff, 0xff],
    [0xff, 0xff, 0xff, 0x7f],
    [0, 0, 0, 0x80],
    [0, 0, 0, 0x10],
  ],
]

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
/** Headers and definitions stand at the beginning: half of all places are there. */
const anywhere = fc.oneof(
  place,
  place.map((share) => share ** 4),
)
const length = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 64, max: 20_000 }))

const local: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), place: anywhere, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('write' as const), place: anywhere, bytes: fc.constantFrom(...BYTES) }),
  fc.record({ kind: fc.constant('word' as const), place: anywhere, word: fc.constantFrom(...WORDS) }),
  fc.record({ kind: fc.constant('delete' as const), place: anywhere, length }),
  fc.record({ kind: fc.constant('repeat' as const), place: anywhere, length, times: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: fc.constant('swap' as const), place: anywhere, other: place, length }),
  fc.record({ kind: fc.constant('reverse' as const), place: anywhere, length }),
)
const cutting: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('truncate' as const), place }),
  fc.record({ kind: fc.constant('splice' as const), place: anywhere, from: place }),
)
/** What leaves the file whole: other numbers, and messages or samples elsewhere. */
const careful: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('value' as const),
      place,
      which: place,
      bytes: fc.constantFrom(...BYTES),
      word: fc.constantFrom(...PLAIN_WORDS),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('nudge' as const), place, which: place, bit: fc.nat(255) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('pieces' as const),
      place,
      count: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 300 })),
      how: fc.constantFrom('LEAVE' as const, 'AGAIN' as const, 'MOVE' as const),
      other: place,
    }),
  },
)
/** What cuts a file off leaves little for the next mutation to do. */
const rough = fc.oneof({ weight: 15, arbitrary: local }, { weight: 1, arbitrary: cutting })

/** A real file and what was done to it. */
export interface Spoilt {
  readonly name: string
  readonly other: string
  /** Of a .gz: whether the file inside is spoilt instead of the compressed bytes; of others: whether they are compressed afterwards. */
  readonly inside: boolean
  /** Whether the beginning, by which a file is known for what it is, stays as it was. */
  readonly keepsHead: boolean
  /** Whether a FIT file's size and checksum are made right afterwards. */
  readonly isMended: boolean
  readonly mutations: readonly Mutation[]
}

const spoilt = (names: readonly string[], most: number): fc.Arbitrary<Spoilt> =>
  fc.record({
    name: fc.constantFrom(...names),
    other: fc.constantFrom(...SMALL, ...LARGE),
    inside: fc.boolean(),
    keepsHead: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    isMended: fc.boolean(),
    mutations: fc.oneof(
      fc.array(rough, { minLength: 1, maxLength: 3 }),
      fc.array(rough, { minLength: 1, maxLength: most }),
      { weight: 3, arbitrary: fc.array(careful, { minLength: 1, maxLength: most }) },
      fc.array(fc.oneof({ weight: 9, arbitrary: careful }, { weight: 1, arbitrary: rough }), { minLength: 1, maxLength: most }),
    ),
  })

/** Mostly small files, since a mutation of one costs less; now and then a whole ride. */
export const spoiltFile: fc.Arbitrary<Spoilt> = fc.oneof(
  { weight: 9, arbitrary: spoilt(SMALL, 16) },
  { weight: 1, arbitrary: spoilt(LARGE, 40) },
)

const files = new Map<string, Uint8Array>()
const opened = (name: string): Uint8Array => {
  const known = files.get(name)
  if (known) return known
  const bytes = fixture(name)
  const plain = name.endsWith('.gz') ? new Uint8Array(gunzipSync(bytes)) : new Uint8Array(bytes)
  files.set(name, plain)
  return plain
}

const HEAD_BYTES = { fit: 14, xml: 600 }

/** The bytes of a spoilt file. */
export function bytesOf({ name, other, inside, keepsHead, isMended, mutations }: Spoilt): Uint8Array {
  const zipped = name.endsWith('.gz')
  const start = zipped && !inside ? fixture(name) : opened(name)
  const isText = !start.subarray(0, 14).includes(0)
  const kept = keepsHead ? start.subarray(0, isText ? HEAD_BYTES.xml : HEAD_BYTES.fit) : new Uint8Array(0)
  // Text is spoilt behind its beginning, since it may grow; a FIT file's beginning is put back.
  const from = isText ? start.subarray(kept.length) : start
  const spoilt = mutations.reduce((each, one) => mutated(each, one, opened(other)), from).slice()
  const bytes = isText ? joined(kept, spoilt) : spoilt
  if (!isText && bytes.length >= kept.length) bytes.set(kept)
  if (isMended) mend(bytes)
  return zipped && inside ? new Uint8Array(gzipSync(bytes, { level: 1 })) : bytes
}
