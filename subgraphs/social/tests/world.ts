import type { Envelope, EventData, EventName } from '@gruppetto/events'
import { ANONYMOUS, type Caller, newId, openSubgraph } from '@gruppetto/graph'
import { type AnyWorker, type Database, defineWorker, SYSTEM } from '@gruppetto/runtime'
import { commandsOf, settle, testRuntime, watchCommands } from '@gruppetto/testing'
import { socialWith } from '../src/module.ts'
import type { Settings } from '../src/settings.ts'

// Each test knows the shape of the answer to its own query.
// biome-ignore lint/suspicious/noExplicitAny: a test reads its own query's answer
export type Answer = any

export interface Person {
  readonly id: string
  readonly name: string
  /** Returns the data of the answer. Fails the test when there is an error. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>
  /** Returns the codes of the errors, in order. */
  codes(query: string, variables?: Record<string, unknown>): Promise<readonly unknown[]>
}

const RECORDED = [
  'follow.changed',
  'block.changed',
  'kudos.given',
  'kudos.taken-back',
  'comment.added',
  'comment.deleted',
  'comment.edited',
  'cheer.given',
  'moderation.decided',
  'moderation.assigned',
  'post.created',
  'post.deleted',
  'club-post.announced',
  'feed.item-recorded',
  'athlete-suggestions.ranked',
  'photos.carried',
  'notification.created',
  'mail.requested',
] as const
type Recorded = (typeof RECORDED)[number]

const callerOf = (athleteId: string): Caller => ({ kind: 'athlete', athleteId, sessionId: 'ses', roles: [], address: null })

/**
 * Opens the subgraph with its workers on real servers. Athletes are made by events, and the events that social emits are
 * recorded. `storeRows` may store rows of an older release first.
 */
export const openWorld = async (
  settings: Partial<Settings> = {},
  storeRows?: (database: Database) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
) => {
  let aheadMs = 0
  const runtime = await testRuntime({ now: () => Date.now() + aheadMs, env })
  await storeRows?.(await runtime.database('social'))
  const subgraph = await openSubgraph(socialWith(settings), runtime)
  const outside = await runtime.database('outside')
  await outside.prepare()
  const recorded: Envelope<Recorded>[] = []
  const recorder = defineWorker({
    name: 'outside-record',
    on: RECORDED,
    decide: (event) => event,
    save: async (event, tx) => tx.afterCommit(() => void recorded.push(event)),
  })
  const startWorkers = (workers: readonly AnyWorker[] = subgraph.opened.workers) =>
    runtime.startWorkers(subgraph.opened.database, workers)
  await startWorkers()
  await runtime.startWorkers(outside, [recorder])

  const emit = <Name extends EventName>(name: Name, data: EventData<Name>): Promise<void> =>
    outside.transact(async (tx) => tx.emit(name, data), SYSTEM)

  const personOf = (id: string, name: string, caller: Caller): Person => {
    const execute = (query: string, variables: Record<string, unknown> = {}) =>
      subgraph.execute({ query, variables }, caller, null)
    return {
      id,
      name,
      async ask(query, variables) {
        const { data, errors } = await execute(query, variables)
        if (errors !== undefined) throw new Error(errors.map((error) => `${error.path?.join('.')}: ${error.message}`).join('\n'))
        return data
      },
      async codes(query, variables) {
        const { errors = [] } = await execute(query, variables)
        return errors.map((error) => error.extensions?.code)
      },
    }
  }

  let revision = 0
  const account = (id: string, change: Partial<EventData<'athlete.changed'>> = {}) =>
    emit('athlete.changed', {
      athleteId: id,
      revision: ++revision,
      handle: id.slice(-12),
      displayName: 'Athlete',
      avatarUrl: null,
      country: null,
      timeZone: 'Europe/Zurich',
      profileVisibility: 'EVERYONE',
      defaultActivityVisibility: 'EVERYONE',
      isPrivate: false,
      deleted: false,
      at: runtime.now(),
      ...change,
    })
  let made = 0
  /** Makes an account. Social knows it once the world has settled. */
  const athlete = async (displayName: string, change: Partial<EventData<'athlete.changed'>> = {}): Promise<Person> => {
    const id = newId('Athlete')
    made += 1
    await account(id, { displayName, handle: `${displayName.toLowerCase().replaceAll(/[^a-z]/g, '')}${made}`, ...change })
    return personOf(id, displayName, callerOf(id))
  }
  const athletes = async (...names: readonly string[]): Promise<readonly Person[]> => {
    const people = await Promise.all(names.map((name) => athlete(name)))
    await settle(runtime)
    return people
  }
  /** Makes the data of an activity's event. */
  const activityState = (
    owner: Person,
    change: Partial<EventData<'activity.measured'>> = {},
  ): EventData<'activity.measured'> => ({
    activityId: newId('Activity'),
    athleteId: owner.id,
    revision: 1,
    deleted: false,
    visibility: 'EVERYONE',
    name: 'Morning Ride',
    sport: 'RIDE',
    startedAtMs: runtime.now() - 3_600_000,
    timeZone: 'Europe/Zurich',
    distanceMeters: 30_000,
    elapsedSeconds: 3600,
    movingSeconds: 3500,
    elevationGainMeters: 300,
    isManual: false,
    uploadId: null,
    at: runtime.now(),
    ...change,
  })
  const activity = async (owner: Person, change: Partial<EventData<'activity.measured'>> = {}): Promise<string> => {
    const state = activityState(owner, change)
    await emit('activity.measured', state)
    return state.activityId
  }

  /** Makes a live session, or changes its state. */
  const liveSession = async (
    owner: Person,
    change: Partial<EventData<'live-session.changed'>> = {},
  ): Promise<EventData<'live-session.changed'>> => {
    const state = {
      liveSessionId: newId('LiveSession'),
      athleteId: owner.id,
      revision: 1,
      sport: 'RIDE',
      visibility: 'EVERYONE' as const,
      status: 'LIVE' as const,
      startedAtMs: runtime.now(),
      endedAtMs: null,
      at: runtime.now(),
      ...change,
    }
    await emit('live-session.changed', state)
    return state
  }
  /** Makes an event of a club with these members. */
  const clubEvent = async (
    members: readonly Person[],
    change: Partial<EventData<'club-event.changed'>> = {},
  ): Promise<EventData<'club-event.changed'>> => {
    const clubId = newId('Club')
    const at = runtime.now()
    const role = 'MEMBER'
    for (const { id } of members)
      await emit('club.membership-changed', {
        clubId,
        athleteId: id,
        revision: 1,
        status: 'ACTIVE',
        role,
        mutedUntilMs: null,
        byId: null,
        at,
      })
    const state = {
      clubEventId: newId('ClubEvent'),
      clubId,
      revision: 1,
      createdById: newId('Athlete'),
      access: 'ON_REQUEST' as const,
      title: 'Town ride',
      sport: 'RIDE',
      startsAtMs: at - 1000,
      endsAtMs: null,
      overAtMs: at + 7_200_000,
      timeZone: 'Europe/Zurich',
      recurrence: null,
      capacity: null,
      place: null,
      isVirtual: true,
      cancelled: false,
      cancelReason: null,
      at,
      ...change,
    }
    await emit('club-event.changed', state)
    return state
  }
  /** Emits the event of athletes for a photo of this athlete, as it is after `change`. */
  const photo = async (owner: Person, change: Partial<EventData<'photo.changed'>> = {}): Promise<string> => {
    const state: EventData<'photo.changed'> = {
      photoId: newId('Photo'),
      athleteId: owner.id,
      revision: ++revision,
      status: 'READY',
      failure: null,
      width: 400,
      height: 300,
      caption: null,
      createdAtMs: runtime.now(),
      at: runtime.now(),
      ...change,
    }
    await emit('photo.changed', state)
    return state.photoId
  }

  return {
    runtime,
    subgraph,
    emit,
    photo,
    account,
    athlete,
    athletes,
    activity,
    activityState,
    liveSession,
    clubEvent,
    recorded,
    startWorkers,
    person: (id: string, name: string) => personOf(id, name, callerOf(id)),
    stranger: personOf('', 'Stranger', ANONYMOUS),
    asCaller: (caller: Caller) => personOf('', 'Caller', caller),
    settle: () => settle(runtime),
    runJobs: async () => {
      for (const job of subgraph.opened.jobs) await job.run()
    },
    pass: (ms: number) => {
      aheadMs += ms
    },
    eventsOf: <Name extends Recorded>(name: Name): readonly EventData<Name>[] =>
      recorded.filter((event) => event.name === name).map((event) => event.data as EventData<Name>),
    /** Returns the MongoDB commands that `work` runs. */
    commands: (work: () => Promise<unknown>) => commandsOf(subgraph.opened.database, work),
    /** Returns the collections that `work` reads; those that it reads at the same moment form one round. */
    async rounds(work: () => Promise<unknown>): Promise<readonly (readonly string[])[]> {
      const rounds: string[][] = []
      let isOver = true
      const stop = watchCommands(subgraph.opened.database, (collection) => {
        if (isOver) {
          rounds.push([])
          setImmediate(() => {
            isOver = true
          })
        }
        isOver = false
        rounds.at(-1)?.push(collection)
      })
      await work()
      stop()
      return rounds
    },
    close: async () => {
      await subgraph.close()
      await runtime.close()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

export const FOLLOW = 'mutation ($id: ID!) { follow(athleteId: $id) { id viewerFollow } }'
export const UNFOLLOW = 'mutation ($id: ID!) { unfollow(athleteId: $id) { id viewerFollow } }'
export const RESPOND = 'mutation ($id: ID!, $accept: Boolean!) { respondToFollowRequest(athleteId: $id, accept: $accept) { id } }'
export const BLOCK = 'mutation ($id: ID!) { block(athleteId: $id) { id } }'
export const UNBLOCK = 'mutation ($id: ID!) { unblock(athleteId: $id) { id } }'
export const REMOVE = 'mutation ($id: ID!) { removeFollower(athleteId: $id) { id } }'
export const MUTE =
  'mutation ($id: ID!, $muted: Boolean! = true, $until: DateTime) { mute(athleteId: $id, muted: $muted, until: $until) { id viewerMutedUntil } }'
export const KUDOS = 'mutation ($id: ID!) { giveKudos(subjectId: $id) { __typename id kudosCount viewerHasGivenKudos } }'
export const UNKUDOS = 'mutation ($id: ID!) { takeBackKudos(subjectId: $id) { id kudosCount viewerHasGivenKudos } }'
export const COMMENT =
  'mutation ($id: ID!, $text: String!) { addComment(input: { subjectId: $id, text: $text }) { id text mentions { id } } }'
export const REPLY =
  'mutation ($id: ID!, $to: ID!, $text: String!) { addComment(input: { subjectId: $id, replyToId: $to, text: $text }) { id replyTo { id } } }'
export const UNCOMMENT = 'mutation ($id: ID!) { deleteComment(id: $id) { id commentCount } }'
export const REPORT =
  'mutation ($id: ID!, $reason: ReportReason! = SPAM, $note: String) { report(input: { subjectId: $id, reason: $reason, note: $note }) }'
export const APPEAL = 'mutation ($id: ID!, $text: String!) { appeal(caseId: $id, text: $text) }'
export const RESOLVE =
  'mutation ($id: ID!, $remove: Boolean!, $note: String) { resolveModerationCase(id: $id, remove: $remove, note: $note) { id } }'
export const QUEUE = `{ viewer { moderationQueue { totalCount edges { node { id subjectId subjectText reports reasons status
  assignee { id } note appeal appealedAt } } } } }`
export const CHEER = 'mutation ($input: CheerInput!) { cheer(input: $input) }'
export const POST = 'mutation ($text: String!) { createPost(input: { text: $text }) { id text mentions { id } } }'
export const FEED = `query ($first: Int, $after: String, $filter: FeedFilter) { viewer { feed(first: $first, after: $after, filter: $filter) {
  edges { cursor node { __typename id at athlete { id }
    ... on ActivityFeedItem { activity { id kudosCount commentCount } } ... on PostFeedItem { post { id text kudosCount commentCount } } } }
  pageInfo { hasNextPage endCursor } } } }`
export const NOTIFICATIONS = `query ($first: Int, $after: String, $unreadOnly: Boolean) { viewer { unreadNotificationCount
  notifications(first: $first, after: $after, unreadOnly: $unreadOnly) { unreadCount pageInfo { hasNextPage endCursor }
    edges { cursor node { id kind at readAt actorCount text actors { id } activity { id } post { id } comment { id text }
      challenge { id } upload { id } gear { id } liveSession { id } event { id } caseId
      facts { message isReply fileName failure startsAt place } } } } } }`
/** Makes a query for entities, as the gateway sends it. */
export const ENTITIES = (selection: string): string =>
  `query ($refs: [_Any!]!) { _entities(representations: $refs) { __typename ${selection} } }`

export const subjectsOf = (answer: Answer): readonly string[] =>
  answer.viewer.feed.edges.map((edge: Answer) => edge.node.activity?.id ?? edge.node.post?.id)
export const noticesOf = (answer: Answer): readonly Answer[] => answer.viewer.notifications.edges.map((edge: Answer) => edge.node)
