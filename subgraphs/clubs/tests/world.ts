import type { Envelope, EventData, EventName } from '@gruppetto/events'
import { ANONYMOUS, type Caller, newId, openSubgraph } from '@gruppetto/graph'
import { defineWorker, SYSTEM } from '@gruppetto/runtime'
import { commandsOf, settle, testRuntime } from '@gruppetto/testing'
import { clubs } from '../src/module.ts'

const DAY_MS = 24 * 3600 * 1000

type Data = Record<string, never>
// Only the test that wrote a query knows the shape of its answer.
// biome-ignore lint/suspicious/noExplicitAny: a test reads its own query's answer
export type Answer = any

export interface Person {
  readonly id: string
  readonly caller: Caller
  /** Returns the data of the answer. Throws when there is an error. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>
  /** Returns the codes of the errors, in order. */
  codes(query: string, variables?: Record<string, unknown>): Promise<readonly unknown[]>
}

export interface ActivityChange {
  readonly id?: string
  readonly revision?: number
  readonly deleted?: boolean
  readonly visibility?: 'EVERYONE' | 'FOLLOWERS' | 'ONLY_ME'
  readonly sport?: string
  readonly startedAtMs?: number
  readonly distanceMeters?: number
  readonly elapsedSeconds?: number
  readonly movingSeconds?: number
  readonly elevationGainMeters?: number | null
  readonly isManual?: boolean
  readonly sharedLoad?: number | null
  readonly shown?: EventData<'activity.changed'>['shown']
  readonly evidence?: EventData<'activity.changed'>['evidence']
  readonly explored?: EventData<'activity.changed'>['explored']
}

/** At the speed of a jogger. */
const secondsFor = ({ distanceMeters = 1000 }: ActivityChange): number => Math.max(500, distanceMeters / 2.5)

const RECORDED = [
  'club.changed',
  'digest.prepared',
  'club.membership-changed',
  'club.offer-changed',
  'club-event.changed',
  'club-event.notice-due',
  'club-event.rsvp-changed',
  'club-event.occurrence-changed',
  'club-goal.changed',
  'activity.held-out',
  'activity.judged',
  'challenge.changed',
  'challenge.participation-changed',
  'challenge.scored',
  'challenge.overtaken',
  'challenge.completed',
  'challenge.started',
  'challenge.settled',
  'challenge.team-changed',
  'photos.carried',
] as const
type Recorded = (typeof RECORDED)[number]

/** Opens the subgraph on real servers with its workers, a record of its events, and a clock that a test can advance. */
export const openWorld = async () => {
  let aheadMs = 0
  const now = () => Date.now() + aheadMs
  const runtime = await testRuntime({ now })
  const subgraph = await openSubgraph(clubs, runtime)
  const outside = await runtime.database('outside')
  await outside.prepare()
  const recorded: Envelope<Recorded>[] = []
  const recorder = defineWorker({
    name: 'outside-record',
    on: RECORDED,
    decide: (event) => event,
    save: async (event, tx) => tx.afterCommit(() => void recorded.push(event)),
  })
  await runtime.startWorkers(subgraph.opened.database, subgraph.opened.workers)
  await runtime.startWorkers(outside, [recorder])

  const emit = <Name extends EventName>(name: Name, data: EventData<Name>): Promise<void> =>
    outside.transact(async (tx) => tx.emit(name, data), SYSTEM)

  const personOf = (id: string, caller: Caller): Person => {
    const execute = (query: string, variables: Record<string, unknown> = {}) =>
      subgraph.execute({ query, variables }, caller, null)
    return {
      id,
      caller,
      async ask(query, variables) {
        const { data, errors } = await execute(query, variables)
        if (errors !== undefined) throw new Error(errors.map((error) => `${error.path?.join('.')}: ${error.message}`).join('\n'))
        return data as Data
      },
      async codes(query, variables) {
        const { errors = [] } = await execute(query, variables)
        return errors.map((error) => error.extensions?.code)
      },
    }
  }

  const accountOf = (id: string): EventData<'athlete.changed'> => ({
    athleteId: id,
    revision: 1,
    handle: id.slice(-12),
    displayName: id,
    avatarUrl: null,
    country: null,
    timeZone: 'UTC',
    profileVisibility: 'EVERYONE',
    defaultActivityVisibility: 'EVERYONE',
    isPrivate: false,
    deleted: false,
    at: now(),
  })

  return {
    runtime,
    subgraph,
    now,
    emit,
    settle: () => settle(runtime),
    /** Advances the platform's clock. */
    advance(ms: number) {
      aheadMs += ms
    },
    anyone: personOf('', ANONYMOUS),
    /** The same athlete as one of the platform's staff. */
    staff: ({ id }: Person): Person =>
      personOf(id, { kind: 'athlete', athleteId: id, sessionId: 'ses_1', roles: ['STAFF'], address: null }),
    partner: personOf('', { kind: 'partner', keyId: 'key_1', brandId: 'brand_1', scopes: [], address: null }),
    /** Creates an athlete. The subgraph knows the account once the world has settled. */
    async athlete(account: Partial<EventData<'athlete.changed'>> = {}) {
      const id = newId('Athlete')
      await emit('athlete.changed', { ...accountOf(id), ...account })
      return personOf(id, { kind: 'athlete', athleteId: id, sessionId: 'ses_1', roles: [], address: null })
    },
    /** Closes or opens the account of an athlete. */
    account: ({ id }: Person, change: Partial<EventData<'athlete.changed'>>) =>
      emit('athlete.changed', { ...accountOf(id), ...change }),
    /** Erases the account of an athlete. */
    erase: ({ id }: Person) => emit('athlete.erased', { athleteId: id, round: 1, at: now() }),
    /** Runs a job that would run sooner or later. */
    async runJob(name: string): Promise<void> {
      const job = subgraph.opened.jobs.find((one) => one.name === name)
      if (job === undefined) throw new Error(`clubs has no job ${name}`)
      await job.run()
    },
    /** Tells of one effort of an activity: the first state, or a later one when a revision is given. */
    effort: (
      athlete: Person,
      activityId: string,
      change: Partial<EventData<'effort.recorded'>['efforts'][number]> & { readonly segmentId: string },
    ) =>
      emit('effort.recorded', {
        activityId,
        athleteId: athlete.id,
        visibility: 'EVERYONE',
        isBackfilled: false,
        efforts: [
          {
            effortId: newId('SegmentEffort'),
            revision: 1,
            deleted: false,
            startedAtMs: now(),
            elapsedSeconds: 100,
            hidden: false,
            counts: true,
            ...change,
          },
        ],
        at: now(),
      }),
    /** Emits a state of a photo, and returns its id. */
    async photo(owner: Person, change: Partial<EventData<'photo.changed'>> = {}) {
      const photoId = newId('Photo')
      const sizes = { width: 400, height: 400, caption: null, failure: null }
      const times = { createdAtMs: now(), at: now() }
      await emit('photo.changed', { photoId, athleteId: owner.id, revision: 1, status: 'READY', ...sizes, ...times, ...change })
      return photoId
    },
    /** Moves an athlete to another time zone. */
    move: ({ id }: Person, timeZone: string) => emit('athlete.changed', { ...accountOf(id), revision: 2, timeZone }),
    /** Closes an account, as athletes tells the others. */
    closeAccount: ({ id }: Person) => emit('athlete.changed', { ...accountOf(id), revision: 3, deleted: true }),
    /** Emits a state of an activity: the first, or a later one when a revision is given. */
    async activity(athlete: Person, { id = newId('Activity'), revision = 1, ...change }: ActivityChange = {}) {
      await emit(revision === 1 ? 'activity.measured' : 'activity.changed', {
        activityId: id,
        athleteId: athlete.id,
        revision,
        deleted: false,
        visibility: 'EVERYONE',
        name: 'Out and about',
        sport: 'RUN',
        startedAtMs: now() - 3_600_000,
        timeZone: 'UTC',
        distanceMeters: 1000,
        elapsedSeconds: 600,
        movingSeconds: secondsFor(change),
        elevationGainMeters: 10,
        isManual: false,
        uploadId: null,
        at: now(),
        ...change,
      })
      return id
    },
    async follow(follower: Person, followee: Person) {
      await emit('follow.changed', {
        followerId: follower.id,
        followeeId: followee.id,
        revision: 1,
        state: 'FOLLOWING',
        cause: 'FOLLOWED',
        at: now(),
      })
    },
    async block(blocker: Person, blocked: Person) {
      await emit('block.changed', { blockerId: blocker.id, blockedId: blocked.id, revision: 1, blocked: true, at: now() })
    },
    /** Returns the events of one kind so far; `about` selects those of one entity. */
    events<Name extends Recorded>(name: Name, about?: Partial<EventData<Name>>): readonly EventData<Name>[] {
      return recorded
        .filter((event) => event.name === name)
        .map((event) => event.data as EventData<Name>)
        .filter((data) => Object.entries(about ?? {}).every(([key, value]) => (data as Record<string, unknown>)[key] === value))
    },
    /** Runs a periodic job once. */
    async run(name: string) {
      const job = subgraph.opened.jobs.find((one) => one.name === name)
      if (job === undefined) throw new Error(`there is no job ${name}`)
      await job.run()
    },
    /** The commands that the subgraph sends to its database while `work` runs. */
    commandsOf: (work: () => Promise<unknown>) => commandsOf(subgraph.opened.database, work),
    async close() {
      await subgraph.close()
      await runtime.close()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

export const CREATE_CLUB = 'mutation ($input: ClubInput!) { createClub(input: $input) { id slug name memberCount access } }'
export const CREATE_CHALLENGE =
  'mutation ($input: ChallengeInput!) { createChallenge(input: $input) { id status participantCount } }'
export const JOIN =
  'mutation ($id: ID!, $share: Boolean) { joinChallenge(id: $id, shareWithBrand: $share) { id participantCount viewerSharesWithBrand viewerEntry { rank score completedAt } } }'

let clubsMade = 0

export const makeClub = async (owner: Person, input: Record<string, unknown> = {}): Promise<string> => {
  clubsMade += 1
  const { createClub } = await owner.ask(CREATE_CLUB, { input: { name: `Club number ${clubsMade} ${process.pid}`, ...input } })
  return createClub.id
}

/** Creates a challenge that started ten days ago and ends in ten days; its default is 10 km of running. */
export const makeChallenge = async (world: World, creator: Person, input: Record<string, unknown> = {}): Promise<string> => {
  const { createChallenge } = await creator.ask(CREATE_CHALLENGE, {
    input: {
      title: 'Ten kilometres',
      kind: 'TOTAL',
      metric: 'DISTANCE',
      sports: ['RUN'],
      target: 10_000,
      startsAt: new Date(world.now() - 10 * DAY_MS).toISOString(),
      endsAt: new Date(world.now() + 10 * DAY_MS).toISOString(),
      ...input,
    },
  })
  return createChallenge.id
}
