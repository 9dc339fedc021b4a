import type { Envelope, EventName } from '@gruppetto/events'
import { awaitProjection } from '@gruppetto/relations'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { notices } from '../generated/notices.ts'
import { type NoticeKind, noticeOf, takenBackOf } from '../notices/define-notice.ts'
import type { WorkerDeps } from './deps.ts'
import { decideNotice, type Loaded, loadNotice, saveNotice, takeBack } from './write-notices.ts'

/** Consumers that have names from before. A name stays for good: under another one NATS would hand out again all that the stream holds. */
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
  'segment.record-won': 'segments',
  'segment.record-lost': 'segments',
}

const consumerOf = (event: EventName): string => `social-notify-${CONSUMERS[event] ?? event.replaceAll('.', '-')}`

const KINDS: readonly NoticeKind[] = Object.values(notices)

const kindsOn = (event: EventName): readonly NoticeKind[] => KINDS.filter(({ on }) => on.includes(event))

/** Reads the facts of an event, once for all kinds that share the function. */
const openFacts = (event: Envelope, tx: Tx, { stores }: WorkerDeps) => {
  const read = new Map<NoticeKind['facts'], Promise<unknown>>()
  return ({ facts }: NoticeKind): Promise<unknown> => {
    const known = read.get(facts) ?? Promise.resolve(facts?.(event, tx, stores))
    read.set(facts, known)
    return known
  }
}

/** One consumer: it tells, and takes back, what any kind of notice makes of its events. */
const notify = (deps: WorkerDeps, name: string, on: readonly EventName[]): AnyWorker => {
  const { stores, runtime } = deps
  return defineWorker({
    name,
    on,
    prepare: async (event, context) => {
      const ids = new Set(kindsOn(event.name).flatMap(({ waitsFor }) => waitsFor?.(event) ?? []))
      for (const id of ids) await awaitProjection(id, context.now(), () => stores.activities.get(id))
    },
    load: async (event, tx) => {
      const factsOf = openFacts(event, tx, deps)
      const told: Loaded[] = []
      const over: ReturnType<typeof takenBackOf>[] = []
      for (const kind of kindsOn(event.name)) {
        const facts = await factsOf(kind)
        over.push(...(kind.takesBack?.(event, facts) ?? []).map((parts) => takenBackOf(kind.kind, parts)))
        for (const parts of kind.notices(event, facts)) {
          const loaded = await loadNotice(stores, noticeOf(kind.kind, parts), tx)
          if (loaded !== null) told.push(loaded)
        }
      }
      return { told, over }
    },
    decide: (_event, { told, over }) => ({ written: told.map(decideNotice).filter((written) => written !== null), over }),
    save: async ({ written, over }, tx) => {
      for (const one of over) await takeBack(stores, runtime.live, one, tx)
      for (const one of written) await saveNotice(stores, runtime.live, one, tx)
    },
  })
}

/** The consumers of all kinds of notices, one for each event or for a few that belong together. */
export const notifyWorkers = (deps: WorkerDeps): readonly AnyWorker[] => {
  const eventsOf = new Map<string, EventName[]>()
  for (const event of new Set(KINDS.flatMap(({ on }) => on)))
    eventsOf.set(consumerOf(event), [...(eventsOf.get(consumerOf(event)) ?? []), event])
  return [...eventsOf].map(([name, on]) => notify(deps, name, on))
}
