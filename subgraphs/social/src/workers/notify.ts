import type { Envelope, EventData, EventName } from '@gruppetto/events'
import { awaitProjection } from '@gruppetto/relations'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import type { Notice } from '../domain/notifications.ts'
import { notices } from '../generated/notices.ts'
import { type NoticeKind, noticeOf, type WithdrawnNotice, withdrawnNoticeOf } from '../notices/define-notice.ts'
import { loadNotices } from '../pipelines/load-notices.ts'
import { openKudosAside } from '../pipelines/put-kudos-aside.ts'
import { decideNotice, saveNotices, withdrawNotice } from '../pipelines/write-notices.ts'
import type { Services } from '../services.ts'

/**
 * The names of existing consumers. They never change: NATS would send a consumer with a new name everything that the stream
 * holds.
 */
const CONSUMERS: Readonly<Partial<Record<EventName, string>>> = {
  'follow.changed': 'follows',
  'kudos.given': 'kudos',
  'kudos.taken-back': 'kudos',
  'comment.added': 'comments',
  'post.created': 'posts',
  'upload.completed': 'uploads',
  'upload.failed': 'uploads',
  'challenge.overtaken': 'challenges',
  'challenge.completed': 'challenges',
  'gear.worn': 'worn-gear',
  'gear.changed': 'worn-gear',
  'streak.settled': 'streak-at-risk',
  'segment.record-won': 'segments',
  'segment.record-lost': 'segments',
  'badge.awarded': 'badges',
  'badge.taken-back': 'badges',
}

const consumerOf = (event: EventName): string => `social-notify-${CONSUMERS[event] ?? event.replaceAll('.', '-')}`

const KINDS: readonly NoticeKind[] = Object.values(notices)

const kindsOn = (event: EventName): readonly NoticeKind[] => KINDS.filter(({ on }) => on.includes(event))

/** Returns a function that loads what a kind needs for this event. Kinds with the same `load` share the result. */
const shareLoads = (services: Services, event: Envelope, tx: Tx) => {
  const results = new Map<NoticeKind['load'], Promise<unknown>>()
  return ({ load }: NoticeKind): Promise<unknown> => {
    const result = results.get(load) ?? Promise.resolve(load?.(services, event, tx))
    results.set(load, result)
    return result
  }
}

const kudosOf = ({ name, data }: Envelope): EventData<'kudos.given'> | null =>
  name === 'kudos.given' ? (data as EventData<'kudos.given'>) : null

type PutKudosAside = ReturnType<typeof openKudosAside>

/** Makes one consumer. It writes and withdraws the notices of all kinds that are on its events. */
const notify = (services: Services, name: string, on: readonly EventName[], putAside: PutKudosAside): AnyWorker =>
  defineWorker({
    name,
    on,
    prepare: async (event, context): Promise<boolean> => {
      const ids = new Set(kindsOn(event.name).flatMap(({ waitsFor }) => waitsFor?.(event) ?? []))
      for (const id of ids) await awaitProjection(id, context.now(), () => services.stores.activities.get(id))
      const kudos = kudosOf(event)
      return kudos !== null && (await putAside(kudos))
    },
    // What was put aside is told later, with others.
    concerns: (_event, isAside) => !isAside,
    load: async (event, tx) => {
      const loadFor = shareLoads(services, event, tx)
      const told: Notice[] = []
      const withdrawn: WithdrawnNotice[] = []
      for (const kind of kindsOn(event.name)) {
        const loaded = await loadFor(kind)
        withdrawn.push(...(kind.withdraw?.(event, loaded) ?? []).map((parts) => withdrawnNoticeOf(kind.kind, parts)))
        told.push(...kind.notify(event, loaded).map((parts) => noticeOf(kind.kind, parts)))
      }
      return { wanted: await loadNotices(services, told, tx), withdrawn }
    },
    decide: (_event, { wanted, withdrawn }) => ({
      changes: wanted.map(decideNotice).filter((change) => change !== null),
      withdrawn,
    }),
    save: async ({ changes, withdrawn }, tx) => {
      for (const notice of withdrawn) await withdrawNotice(services, notice, tx)
      await saveNotices(services, changes, tx)
    },
  })

/** Makes the consumers of all kinds of notices, one for each event or for a few that belong together. */
export const notifyWorkers = (services: Services): readonly AnyWorker[] => {
  const eventsOf = new Map<string, EventName[]>()
  for (const event of new Set(KINDS.flatMap(({ on }) => on)))
    eventsOf.set(consumerOf(event), [...(eventsOf.get(consumerOf(event)) ?? []), event])
  const putAside = openKudosAside(services)
  return [...eventsOf].map(([name, on]) => notify(services, name, on, putAside))
}
