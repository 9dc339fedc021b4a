import { readFileSync } from 'node:fs'
import { activitiesWith } from '@gruppetto/activities'
import { type EventData, type EventName, producers } from '@gruppetto/events'
import { ANONYMOUS, type Caller, newId, openSubgraph } from '@gruppetto/graph'
import { defineWorker, openRuntime, SYSTEM } from '@gruppetto/runtime'
import { type AnyData, commandsOf, recordingPath, settle, testRuntime } from '@gruppetto/testing'
import type { Context } from '../src/context.ts'

export interface WorldOptions {
  /** When false, events wait until `startWorkers`. */
  readonly workers?: boolean
  readonly env?: Readonly<Record<string, string>>
  readonly pool?: Parameters<typeof activitiesWith>[0]
}

/** Opens the activities subgraph on real servers, with helpers for athletes, uploads and events. */
export const openWorld = async (options: WorldOptions = {}) => {
  const clock = { aheadMs: 0 }
  const runtime = await testRuntime({ now: () => Date.now() + clock.aheadMs, env: options.env ?? {} })
  const subgraph = await openSubgraph(activitiesWith(options.pool ?? {}), runtime)
  const { database, workers, jobs } = subgraph.opened
  const services = subgraph.opened.context(ANONYMOUS, null) as Context
  const seen = new Map<string, { name: EventName; data: unknown }>()
  const observer = await runtime.database('observer')
  await runtime.startWorkers(observer, [
    defineWorker({
      name: 'observer-note-events',
      on: [...Object.values(producers.activities), ...Object.values(producers.carriers)].map((definition) => definition.name),
      decide: (event) => event,
      save: async ({ id, name, data }) => void seen.set(id, { name, data }),
    }),
  ])
  const startWorkers = () => runtime.startWorkers(database, workers)
  if (options.workers !== false) await startWorkers()

  const emit = <Name extends EventName>(name: Name, data: EventData<Name>) =>
    database.transact(async (tx) => tx.emit(name, data), SYSTEM)

  const execute = (query: string, variables: Record<string, unknown>, caller: Caller) =>
    subgraph.execute({ query, variables }, caller, null)

  /** Returns the data of the answer. Throws when it has errors. */
  const ask = async (query: string, variables: Record<string, unknown> = {}, caller: Caller = ANONYMOUS): Promise<AnyData> => {
    const { data, errors } = await execute(query, variables, caller)
    if (errors !== undefined) throw new Error(JSON.stringify(errors))
    return data
  }
  /** Returns the code of the first error of the answer. */
  const refused = async (query: string, variables: Record<string, unknown>, caller: Caller): Promise<unknown> =>
    (await execute(query, variables, caller)).errors?.[0]?.extensions?.code

  let revision = 0
  const account = (athleteId: string, change: Partial<EventData<'athlete.changed'>> = {}) =>
    emit('athlete.changed', {
      athleteId,
      revision: ++revision,
      handle: athleteId.slice(-12),
      displayName: 'A rider',
      avatarUrl: null,
      country: null,
      timeZone: 'Europe/Zurich',
      profileVisibility: 'EVERYONE',
      defaultActivityVisibility: 'EVERYONE',
      isPrivate: false,
      deleted: false,
      at: Date.now(),
      ...change,
    })
  const athlete = async (change: Partial<EventData<'athlete.changed'>> = {}): Promise<Caller & { athleteId: string }> => {
    const athleteId = newId('Athlete')
    await account(athleteId, change)
    return { kind: 'athlete', athleteId, sessionId: 'ses_test', roles: [], address: null }
  }
  const follow = (
    from: { athleteId: string },
    to: { athleteId: string },
    state: 'FOLLOWING' | 'REQUESTED' | 'NONE' = 'FOLLOWING',
  ) =>
    emit('follow.changed', {
      followerId: from.athleteId,
      followeeId: to.athleteId,
      revision: ++revision,
      state,
      cause: 'FOLLOWED',
      at: Date.now(),
    })
  const block = (from: { athleteId: string }, to: { athleteId: string }, blocked = true) =>
    emit('block.changed', { blockerId: from.athleteId, blockedId: to.athleteId, revision: ++revision, blocked, at: Date.now() })

  /** Emits the event of commerce when a plan begins or ends. */
  const premium = ({ athleteId }: { athleteId: string }, has = true) =>
    emit('entitlement.changed', { athleteId, revision: ++revision, premium: has, at: Date.now() })
  type Profile = EventData<'athlete.training-profile-changed'>['profiles'][number]
  /** Emits the event of athletes when a training profile changes, with the whole history. */
  const trainingProfile = ({ athleteId }: { athleteId: string }, ...profiles: (Partial<Profile> & { effectiveFrom: string })[]) =>
    emit('athlete.training-profile-changed', {
      athleteId,
      revision: ++revision,
      profiles: profiles.map((profile) => ({
        birthYear: null,
        sex: null,
        weightKg: null,
        maxHeartRateBpm: null,
        restingHeartRateBpm: null,
        lactateThresholdHeartRateBpm: null,
        functionalThresholdPowerWatts: null,
        runningThresholdPowerWatts: null,
        thresholdSpeedMps: null,
        ...profile,
      })),
      at: Date.now(),
    })
  /** Emits the event of athletes when privacy changes. */
  const privacy = ({ athleteId }: { athleteId: string }, change: Partial<EventData<'athlete.privacy-changed'>>) =>
    emit('athlete.privacy-changed', {
      athleteId,
      revision: ++revision,
      hideHeartRate: false,
      hideStartEndMeters: 0,
      zones: [],
      at: Date.now(),
      ...change,
    })

  const createUpload = async (caller: Caller, bytes: Uint8Array, input: Record<string, unknown> = {}): Promise<AnyData> => {
    const given = { fileName: 'recording', sizeBytes: bytes.length, ...input }
    const data = await ask(
      `mutation($input: CreateUploadInput!) { createUpload(input: $input) { ${UPLOAD} } }`,
      { input: given },
      caller,
    )
    return data.createUpload
  }
  /** Does what the object store does after a PUT. */
  const put = async (uploadId: string, bytes: Uint8Array): Promise<void> => {
    await runtime.objects.write(`uploads/${uploadId}`, bytes)
    await emit('object.stored', { key: `uploads/${uploadId}`, sizeBytes: bytes.length, at: Date.now() })
  }
  const begin = async (caller: Caller, bytes: Uint8Array, input: Record<string, unknown> = {}): Promise<string> => {
    const upload = await createUpload(caller, bytes, input)
    await put(upload.id, bytes)
    return upload.id
  }
  const upload = async (caller: Caller, id: string): Promise<AnyData> =>
    (await ask(`query($id: ID!) { upload(id: $id) { ${UPLOAD} } }`, { id }, caller)).upload
  /** Creates an upload, sends its bytes and waits for the end of its processing. */
  const send = async (caller: Caller, bytes: Uint8Array, input: Record<string, unknown> = {}): Promise<AnyData> => {
    const id = await begin(caller, bytes, input)
    await settle(runtime)
    return upload(caller, id)
  }
  const events = <Name extends EventName>(name: Name): readonly EventData<Name>[] =>
    [...seen.values()].filter((event) => event.name === name).map((event) => event.data as EventData<Name>)

  const commands = (work: () => Promise<unknown>): Promise<string[]> => commandsOf(database, work)

  return {
    runtime,
    subgraph,
    database,
    services,
    stores: services.stores,
    /** Opens the loaders of one request. */
    loaders: (caller: Caller) => (subgraph.opened.context(caller, null) as Context).loaders,
    /** Reads the details of an activity, of every revision. */
    detailsOf: (activityId: string) => database.connection.collection('activity_details').find({ activityId }).toArray(),
    clock,
    startWorkers,
    /** Starts the workers after a crash of another process. First it ends the transactions that the crash left open, as every start does. */
    async startAgain() {
      const next = await openRuntime(runtime.config)
      await next.database('activities')
      await next.close()
      await startWorkers()
    },
    emit,
    execute,
    ask,
    refused,
    account,
    athlete,
    follow,
    block,
    premium,
    trainingProfile,
    privacy,
    createUpload,
    put,
    begin,
    upload,
    send,
    events,
    settle: () => settle(runtime),
    /** Returns the commands that `work` sends to the database, as `<collection>.<method>`. */
    commands,
    /** Returns those of them that read. */
    reads: async (work: () => Promise<unknown>): Promise<string[]> =>
      (await commands(work)).filter((command) => /\.(find|aggregate|count)/.test(command)),
    runJobs: async () => {
      for (const job of jobs) await job.run()
    },
    rows: (collection: string, filter: Record<string, unknown> = {}) =>
      database.connection.collection(collection).find(filter).toArray(),
    async close() {
      await runtime.close()
      await subgraph.close()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

const UPLOAD = `id status progress url headers { name value } urlExpiresAt fileName warnings warningFacts { code message count max part parts }
  failure { code message duplicateOf { id } } activities { id name sport visibility distanceMeters }`

export const recording = (name: string): Uint8Array => new Uint8Array(readFileSync(recordingPath(name)))
