import { forgetTask, type KeptTask, keepRefusal, keepTask, keptTasks } from './store.ts'

/** What became of a task: it has arrived, or the platform does not answer, or it does not take it, with the reason. */
export type Sending = { readonly is: 'sent' } | { readonly is: 'away' } | { readonly is: 'refused'; readonly message: string }

export interface OutboxOptions<Task> {
  readonly athleteId: string
  readonly send: (kept: KeptTask<Task>) => Promise<Sending>
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
  const refuse = async (task: KeptTask<Task>, message: string): Promise<void> => {
    if (staysRefused(task.task)) return keepRefusal(task, message)
    await forgetTask(task.place)
    onRefused(task.task)
  }
  const sendAll = async (): Promise<void> => {
    for (;;) {
      const next = (await keptTasks<Task>(athleteId)).find(({ refusal }) => refusal === null)
      if (next === undefined) return
      const sending = await send(next)
      if (sending.is === 'away') return
      if (sending.is === 'sent') await forgetTask(next.place)
      else await refuse(next, sending.message)
      await changed()
    }
  }
  const flush = (): Promise<void> => (kept.length === 0 ? Promise.resolve() : alone(sendAll))

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
