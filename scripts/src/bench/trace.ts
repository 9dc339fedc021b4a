import { groupBy } from '@gruppetto/graph'

/** An event of Chromium's trace. Times are in microseconds. */
export interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly args?: {
    readonly name?: string
    readonly chrome_frame_reporter?: { readonly state?: string }
  }
}

export interface Frames {
  readonly shown: number
  /** Frames that were wanted and did not come in time. */
  readonly dropped: number
  /** How long each task of the page's main thread took. */
  readonly tasksMs: readonly number[]
  readonly spanMs: number
}

const threadKey = ({ pid, tid }: Pick<TraceEvent, 'pid' | 'tid'>): string => `${pid}:${tid}`

/** Reads the frames and the tasks of a page: those of the renderer whose main thread did most. */
export const framesOf = (events: readonly TraceEvent[]): Frames => {
  const mains = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadKey),
  )
  const tasks = groupBy(
    events.filter((event) => event.name === 'RunTask' && event.ph === 'X' && mains.has(threadKey(event))),
    threadKey,
  )
  const busyOf = (of: readonly TraceEvent[]): number => of.reduce((sum, { dur = 0 }) => sum + dur, 0)
  const own = [...tasks.values()].toSorted((a, b) => busyOf(b) - busyOf(a))[0] ?? []
  const pid = own[0]?.pid
  // The first half of a pair says what became of the frame.
  const states = events
    .filter((event) => event.name === 'PipelineReporter' && event.ph === 'b' && event.pid === pid)
    .map(({ args }) => args?.chrome_frame_reporter?.state ?? '')
  const times = events.filter(({ ts }) => ts > 0).map(({ ts }) => ts)
  const [first, last] = times.reduce(([least, most], ts) => [Math.min(least, ts), Math.max(most, ts)], [Infinity, -Infinity])
  return {
    shown: states.filter((state) => state.startsWith('STATE_PRESENTED')).length,
    dropped: states.filter((state) => state === 'STATE_DROPPED').length,
    tasksMs: own.map(({ dur = 0 }) => dur / 1_000),
    spanMs: Math.max(1, (last - first) / 1_000),
  }
}
