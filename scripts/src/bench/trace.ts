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
    readonly frame_reporter?: { readonly state?: string }
    /** As older browsers call it. */
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

const SHOWN = 'STATE_PRESENTED'

/** Reads the frames and the tasks of a page: those of the renderer that has shown most. */
export const framesOf = (events: readonly TraceEvent[]): Frames => {
  const mains = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadKey),
  )
  const renderers = new Set([...mains].map((key) => Number(key.split(':')[0])))
  // The first half of a pair says what became of the frame.
  const frames = events
    .filter((event) => event.name === 'PipelineReporter' && event.ph === 'b' && renderers.has(event.pid))
    .map(({ pid, args }) => ({ pid, state: (args?.frame_reporter ?? args?.chrome_frame_reporter)?.state ?? '' }))
  const shownBy = groupBy(
    frames.filter(({ state }) => state.startsWith(SHOWN)),
    ({ pid }) => pid,
  )
  const own = [...shownBy].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0]
  const times = events.filter(({ ts }) => ts > 0).map(({ ts }) => ts)
  const [first, last] = times.reduce(([least, most], ts) => [Math.min(least, ts), Math.max(most, ts)], [Infinity, -Infinity])
  return {
    shown: own === undefined ? 0 : (shownBy.get(own)?.length ?? 0),
    dropped: frames.filter(({ pid, state }) => pid === own && state === 'STATE_DROPPED').length,
    tasksMs: events
      .filter((event) => event.name === 'RunTask' && event.ph === 'X' && event.pid === own && mains.has(threadKey(event)))
      .map(({ dur = 0 }) => dur / 1_000),
    spanMs: Math.max(1, (last - first) / 1_000),
  }
}
