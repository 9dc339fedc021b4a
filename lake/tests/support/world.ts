import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type EventData, type EventName, packSamples } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { type Runtime, SYSTEM, streamState } from '@gruppetto/runtime'
import { type TestRuntime, type TestRuntimeOptions, testFolder, testRuntime } from '@gruppetto/testing'
import { type LakeDesk, openLakeDesk } from '../../src/module.ts'
import { literal, withEngine } from '../../src/parquet/engine.ts'

/** A lake whose clock a test moves. */
export interface LakeWorld {
  readonly runtime: TestRuntime
  readonly desk: LakeDesk
  /** Moves the clock, by so many milliseconds from the machine's. */
  shift(ms: number): void
  /** Stops the clock at an instant. */
  stopAt(atMs: number): void
  emit<Name extends EventName>(name: Name, data: EventData<Name>, actor?: string | null): Promise<void>
  /** Athlete gives kudos to another one, so many times. Returns the subjects. */
  giveKudos(count: number, athleteId?: string): Promise<string[]>
  /** Says what an athlete says about recordings, by a revision. */
  consent(athleteId: string, revision: number, isGiven: boolean): Promise<void>
  /** Shares a recording of some seconds, given by a revision. */
  share(recording: Recording): Promise<void>
  /** Asks for everything to be written soon, and does not wait. */
  want(): Promise<void>
  /** Waits until everything is in the lake. */
  catchUp(): Promise<void>
  /** The rows of a question. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>
  /** The keys of all objects of the lake. */
  objects(): Promise<string[]>
  /** Everything that stands in the rows of all objects of the lake, whatever the registry says of them. */
  written(): Promise<string>
  close(): Promise<void>
}

interface Recording {
  readonly activityId: string
  readonly athleteId: string
  readonly revision: number
  readonly replaces?: number
  readonly privacyRevision: number
  /** The heart rate in each second. */
  readonly bpm: readonly number[]
}

export const openWorld = async (options: TestRuntimeOptions = {}): Promise<LakeWorld> => {
  let now = Date.now
  const runtime = await testRuntime({ ...options, now: () => now() })
  const desk = await openLakeDesk(runtime)
  const elsewhere = await runtime.database('elsewhere')
  const emit = async <Name extends EventName>(name: Name, data: EventData<Name>, actor: string | null = null) =>
    elsewhere.transact(async (tx) => tx.emit(name, data), { ...SYSTEM, actor })
  const isPublished = async () => (await elsewhere.connection.collection('outbox').countDocuments()) === 0
  const published = async () => {
    while (!(await isPublished())) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    runtime,
    desk,
    shift(ms) {
      now = () => Date.now() + ms
    },
    stopAt(atMs) {
      now = () => atMs
    },
    async emit(name, data, actor) {
      await emit(name, data, actor)
      await published()
    },
    async giveKudos(count, athleteId = newId('Athlete')) {
      const subjects = Array.from({ length: count }, () => newId('Activity'))
      const subjectOwnerId = newId('Athlete')
      await elsewhere.transact(
        async (tx) => {
          for (const subjectId of subjects) tx.emit('kudos.given', { subjectId, subjectOwnerId, athleteId, at: runtime.now() })
        },
        { actor: athleteId, traceparent: null },
      )
      await published()
      return subjects
    },
    async consent(athleteId, revision, recordingsForStatistics) {
      const hides = { hideHeartRate: false, hideStartEndMeters: 0, zones: [] }
      await emit('athlete.privacy-changed', { athleteId, revision, ...hides, recordingsForStatistics, at: runtime.now() })
      await published()
    },
    async share({ bpm, replaces = null, ...recording }) {
      const none = { speedMps: null, cadenceRpm: null, powerWatts: null, temperatureCelsius: null, gradient: null }
      const areas = { areas: [33_090_965], areasSinceSeconds: [0] }
      const lists = { elapsedSeconds: bpm.map((_, second) => second), heartRateBpm: [...bpm] }
      const samples = await packSamples({ ...none, ...areas, ...lists })
      await emit('recording.shared', { ...recording, replaces, everyNth: 1, samples, at: runtime.now() })
      await published()
    },
    async want() {
      const turns = (await runtime.database('lake')).connection.collection<{ _id: string }>('turns')
      const { lastSequence } = await streamState(runtime.bus)
      await turns.updateOne({ _id: 'writer' }, { $set: { wantedTo: lastSequence } })
    },
    async catchUp() {
      // A busy machine takes longer than a command line waits.
      for (let tries = 1; !(await desk.catchUp()); tries += 1) if (tries === 5) throw new Error('the lake has not caught up')
    },
    async rows(sql) {
      return (await desk.ask(sql)).rows
    },
    async objects() {
      return [...(await runtime.objects.list('lake/v1'))].sort()
    },
    async written() {
      const folder = testFolder('lake-written')
      const files: string[] = []
      for (const key of await runtime.objects.list('lake/v1')) {
        const file = join(folder, `${files.length}.parquet`)
        await pipeline(await runtime.objects.read(key), createWriteStream(file))
        files.push(file)
      }
      const rows = await withEngine({ memory: '256MB', spill: join(folder, 'spill') }, async ({ rows }) => {
        const found: unknown[] = []
        for (const file of files)
          found.push(...(await rows(`SELECT to_json(t)::VARCHAR FROM read_parquet(${literal(file)}) AS t`)))
        return found
      })
      return rows.join('\n')
    },
    async close() {
      await desk.close()
      await runtime.close()
    },
  }
}

/** A runtime whose object store, or database, fails as long as `isAway` says so. */
export const troubled = (runtime: Runtime, isAway: () => boolean, error: Error, what: 'objects' | 'database'): Runtime => ({
  ...runtime,
  objects: {
    ...runtime.objects,
    async writeStream(key, body) {
      if (what !== 'objects' || !isAway()) return runtime.objects.writeStream(key, body)
      body.on('error', () => undefined).destroy()
      throw error
    },
  },
  async database(name) {
    const database = await runtime.database(name)
    return {
      ...database,
      transact: (work, origin) => (what === 'database' && isAway() ? Promise.reject(error) : database.transact(work, origin)),
    }
  },
})
