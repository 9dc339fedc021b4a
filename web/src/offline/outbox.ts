import { changeTask, forgetTask, type KeptTask, keepTask, keptTasks, type Refusal } from './store.ts'

/**
 * What became of a task: it has arrived; or the platform does not answer, or would take it later; or it has failed over it; or it does not take it. The
 * last two have the reason.
 */
export type Sending =
  | { readonly is: 'sent' }
  | { readonly is: 'away' }
  | { readonly is: 'failed'; readonly why: Refusal }
  | { readonly is: 'refused'; readonly why: Refusal }

export interface OutboxOptions<Task> {
  readonly athleteId: string
  /** Sends a task. `keep` keeps what is known of it by now, for the next time that it is sent. */
  readonly send: (task: Task, keep: (task: Task) => Promise<void>) => Promise<Sending>
  /** Shows a task that waits as if it had arrived. Returns what takes that back. */
  readonly show: (kept: KeptTask<Task>) => () => void
  /** Whether a new task takes the place of one that waits. */
  readonly replaces: (next: Task, waiting: Task) => boolean
  /** Whether a task that was refused stays until somebody has seen why; otherwise it is told once. */
  readonly staysRefused: (task: Task) => boolean
  readonly onRefused: (task: Task) => void
}

export interface Outbox<Task> {
  /** What waits, in its order, and what was refused. */
  now(): readonly KeptTask<Task>[]
  onChange(hear: () => void): () => void
  /** Takes a task, and sends it when it can be. Returns false where the browser has no room for it. */
  add(task: Task): Promise<boolean>
  /** Gives a task up. */
  drop(place: number): Promise<void>
  /** Sends what waits. */
  flush(): Promise<void>
  /** Begins to work. Returns what ends it. */
  start(): () => void
}

const TRY_EVERY_MS = 30_000
/** A fault of the platform may pass. What it fails over so often does not hold up the rest any more. */
const MOST_FAILURES = 5
const LOCK = 'gruppetto-outbox'

/** One window sends at a time. */
const alone = (work: () => Promise<void>): Promise<void> =>
  'locks' in navigator
    ? navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock === null ? undefined : work())).then(() => undefined)
    : work()

/** Opens the box of what was done without a network, and is sent in its order, once, when there is one. All windows see the same. */
export const openOutbox = <Task>({
  athleteId,
  send,
  show,
  replaces,
  staysRefused,
  onRefused,
}: OutboxOptions<Task>): Outbox<Task> => {
  let kept: readonly KeptTask<Task>[] = []
  const shown = new Map<number, () => void>()
  const hearers = new Set<() => void>()
  const windows = new BroadcastChannel('outbox')

  const read = async (): Promise<void> => {
    kept = await keptTasks<Task>(athleteId)
    const waiting = kept.filter(({ refusal }) => refusal === null)
    for (const [place, takeBack] of shown) {
      if (waiting.some((each) => each.place === place)) continue
      shown.delete(place)
      takeBack()
    }
    for (const each of waiting) if (!shown.has(each.place)) shown.set(each.place, show(each))
    for (const hear of hearers) hear()
  }
  const changed = async (): Promise<void> => {
    windows.postMessage('changed')
    await read()
  }
  const refuse = async (kept: KeptTask<Task>, why: Refusal): Promise<void> => {
    if (staysRefused(kept.task)) return changeTask({ ...kept, refusal: why })
    await forgetTask(kept.place)
    onRefused(kept.task)
  }
  const sendAll = async (): Promise<void> => {
    for (;;) {
      const next = (await keptTasks<Task>(athleteId)).find(({ refusal }) => refusal === null)
      if (next === undefined) return
      let known = next
      const sending = await send(next.task, (task) => {
        known = { ...known, task }
        return changeTask(known)
      })
      if (sending.is === 'away') return
      if (sending.is === 'failed' && known.failures + 1 < MOST_FAILURES)
        return changeTask({ ...known, failures: known.failures + 1 })
      if (sending.is === 'sent') await forgetTask(next.place)
      else await refuse(known, sending.why)
      await changed()
    }
  }
  const flush = async (): Promise<void> => {
    // What goes wrong here, such as a browser that has no room left, is tried again later.
    if (kept.length > 0) await alone(sendAll).catch((error: unknown) => console.warn(error))
  }

  return {
    now: () => kept,
    onChange(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    async add(task) {
      const replaced = kept.filter((each) => each.refusal === null && replaces(task, each.task))
      try {
        await keepTask(athleteId, task)
      } catch {
        return false
      }
      for (const { place } of replaced) await forgetTask(place)
      await changed()
      void flush()
      return true
    },
    async drop(place) {
      await forgetTask(place)
      await changed()
    },
    flush,
    start() {
      windows.onmessage = () => void read()
      const timer = setInterval(flush, TRY_EVERY_MS)
      addEventListener('online', flush)
      void read().then(flush)
      return () => {
        windows.onmessage = null
        clearInterval(timer)
        removeEventListener('online', flush)
        for (const takeBack of shown.values()) takeBack()
        shown.clear()
        kept = []
      }
    },
  }
}
