import * as measured from './measured.ts'
import { type Sample, STEP_SECONDS } from './weekend.ts'

const GIB = 1024 ** 3
const HOURS_A_MONTH = 730
const REPLICAS = 3
/** A pod of the base has so many cores and GiB of memory (scripts/src/kubernetes/roles.ts). */
const POD = { cores: 1, gib: 1.5 }
/** A member of a shard, of NATS and of Valkey. */
const MEMBER = { cores: 8, gib: 64 }
const SMALL_MEMBER = { cores: 4, gib: 16 }

const most = (values: readonly number[]): number => values.reduce((highest, value) => Math.max(highest, value), 0)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

export interface Sizes {
  readonly podsAtPeak: number
  readonly podsOnAverage: number
  readonly shards: number
  readonly peakCommands: number
  readonly iopsOfShard: number
  /** GiB that a year adds: rows and samples in one copy, and originals. */
  readonly databaseGibAYear: number
  readonly objectGibAYear: number
  /** Of the ten days that the stream keeps, in one copy. */
  readonly streamGib: number
  readonly socketGib: number
  /** Dollars a month, a year after the start, by what they are for. */
  readonly dollars: Readonly<Record<string, number>>
}

const machine = ({ cores, gib }: { cores: number; gib: number }): number =>
  (cores * measured.DOLLARS.coreHour + gib * measured.DOLLARS.gibHour) * HOURS_A_MONTH

/** How many machines, bytes and dollars the weekend that was played needs. */
export const sizesOf = (samples: readonly Sample[]): Sizes => {
  const pods = samples.map(({ roles }) => Object.values(roles).reduce((sum, role) => sum + role.pods, 0))
  const peakCommands = most(samples.map(({ commandsPerSecond }) => commandsPerSecond))
  const shards = Math.ceil(peakCommands / measured.COMMANDS_OF_SHARD)
  const samplesBytes = measured.HOURS_OF_RECORDING * 3600 * measured.SAMPLE_BYTES
  const databaseGibAYear = (measured.UPLOADS_A_YEAR * (measured.ROW_BYTES + samplesBytes)) / GIB
  const objectGibAYear = (measured.UPLOADS_A_YEAR * measured.ORIGINAL_BYTES * measured.HOURS_OF_RECORDING) / GIB
  const uploadsADay =
    (samples.reduce((sum, sample) => sum + sample.uploadsPerSecond * STEP_SECONDS, 0) / samples.length) * (86_400 / STEP_SECONDS)
  const eventsOfUpload = measured.UPLOAD_EVENTS + 3 * measured.NOTIFICATIONS_OF_UPLOAD
  const streamGib = (10 * uploadsADay * eventsOfUpload * measured.EVENT_BYTES) / GIB
  const egressGib = (mean(samples.map(({ readsPerSecond }) => readsPerSecond)) * 3600 * HOURS_A_MONTH * 20_000) / GIB
  const { diskGibMonth, objectGibMonth, egressGib: dollarsOfEgress } = measured.DOLLARS
  return {
    podsAtPeak: most(pods),
    podsOnAverage: mean(pods),
    shards,
    peakCommands,
    iopsOfShard: (peakCommands * measured.IO_OF_COMMAND) / shards,
    databaseGibAYear,
    objectGibAYear,
    streamGib,
    socketGib: (measured.PEAK_SOCKETS * measured.SOCKET_KIB * 1024) / GIB,
    dollars: {
      'pods of the platform': mean(pods) * machine(POD),
      'MongoDB, three members a shard': shards * REPLICAS * machine(MEMBER),
      'disks of MongoDB after a year': databaseGibAYear * REPLICAS * diskGibMonth,
      'NATS and Valkey, three members each': 2 * REPLICAS * machine(SMALL_MEMBER) + streamGib * REPLICAS * diskGibMonth,
      'originals after a year': objectGibAYear * objectGibMonth,
      'answers to clients': egressGib * dollarsOfEgress,
    },
  }
}
