import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { fixture } from '../testing/fixtures.ts'
import { joined, type Mutation, mend, mutated } from './mutations.ts'

/** Real files of every kind: all formats, many sports, without positions, with several activities, and already broken ones. */
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

/** Values that devices and programs write for a number or a time, and some that no program should. */
const WORDS = [
  ...['', ' ', '0', '-0', '-1', '12,5', '1.234,5', '1e9', '1e999', '-1e308', '65535', '65534', '4294967295', 'NaN', 'Infinity'],
  ...['0x10', '٣', 'null', '1970-01-01T00:00:00Z', '1989-12-31T00:00:00Z', '2099-12-31T23:59:59Z', '2012-02-30T10:00:00Z'],
  ...['9999-01-01T00:00:00Z', '2012-05-01', '2012-05-01T10:00:00.123456789+14:00', '2012-05-01T24:00:00Z', '<', '&', '&x;'],
  ...[']]>', '<![CDATA[1]]>', '<!-- -->', '<trk>', '</trk>', '<Lap>', '</Activity>', '<?x?>', '<!DOCTYPE x>', '\u0000', '\ufeff'],
]
/** The values without markup. */
const PLAIN_WORDS = WORDS.filter((word) => !/[<&\]]/.test(word))
/** Minimum, maximum and null of several types, little-endian and big-endian. */
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
/** Headers and definitions are at the beginning, so half of all positions are there. */
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
/** Mutations that keep the file complete: other numbers, and moved messages or samples. */
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
/** A mutation that truncates the file leaves little for the next one, so it is rare. */
const rough = fc.oneof({ weight: 15, arbitrary: local }, { weight: 1, arbitrary: cutting })

/** A real file and the mutations applied to it. */
export interface Spoilt {
  readonly name: string
  readonly other: string
  /**
   * For a .gz: whether the file inside is mutated instead of the compressed bytes. For others: whether the result is compressed
   * afterwards.
   */
  readonly inside: boolean
  /** Whether the beginning of the file, from which its format is detected, is kept. */
  readonly keepsHead: boolean
  /** Whether the size and checksum of a FIT file are corrected afterwards. */
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

/** Mostly small files, because a mutation of one is cheaper, and now and then a whole ride. */
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

/** Returns the bytes of a mutated file. */
export function bytesOf({ name, other, inside, keepsHead, isMended, mutations }: Spoilt): Uint8Array {
  const zipped = name.endsWith('.gz')
  const start = zipped && !inside ? fixture(name) : opened(name)
  const isText = !start.subarray(0, 14).includes(0)
  const kept = keepsHead ? start.subarray(0, isText ? HEAD_BYTES.xml : HEAD_BYTES.fit) : new Uint8Array(0)
  // Text may grow, so it is mutated after its beginning. Of a FIT file, the beginning is restored.
  const from = isText ? start.subarray(kept.length) : start
  const spoilt = mutations.reduce((each, one) => mutated(each, one, opened(other)), from).slice()
  const bytes = isText ? joined(kept, spoilt) : spoilt
  if (!isText && bytes.length >= kept.length) bytes.set(kept)
  if (isMended) mend(bytes)
  return zipped && inside ? new Uint8Array(gzipSync(bytes, { level: 1 })) : bytes
}
