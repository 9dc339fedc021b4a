import { groupBy } from '@gruppetto/graph'

/** An event of Chromium's trace. Times are in microseconds. */
export interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** The CPU that it took, of its thread alone: what others do on the machine is not in it. */
  readonly tdur?: number
  readonly args?: {
    readonly name?: string
    /** What an event of the page is, such as click. */
    readonly data?: { readonly type?: string }
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
  /** CPU of the main thread from each beginning of a frame to the next one. */
  readonly cpuMs: readonly FrameCpu[]
  readonly spanMs: number
}

export interface FrameCpu {
  readonly all: number
  /** The page's script of it. */
  readonly script: number
  /** Script, style and layout: what a page can make dearer or cheaper. The rest is painting, handing over, and what tracing costs. */
  readonly own: number
}

/** What a press costs the main thread of its page. */
export interface Press {
  /** CPU from the click until the next frame was handed over to be drawn. */
  readonly cpuMs: number
  /** What each task took of CPU, from the click to the end of the trace. */
  readonly tasksMs: readonly number[]
}

const threadKey = ({ pid, tid }: Pick<TraceEvent, 'pid' | 'tid'>): string => `${pid}:${tid}`

const SHOWN = 'STATE_PRESENTED'

const SCRIPT: ReadonlySet<string> = new Set(['FunctionCall', 'EvaluateScript'])
const OWN: ReadonlySet<string> = new Set([...SCRIPT, 'UpdateLayoutTree', 'Layout'])

/** Leaves out what runs within another one of them. */
const outermost = (events: readonly TraceEvent[]): readonly TraceEvent[] => {
  let until = 0
  return events
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => {
      if (ts < until) return false
      until = ts + dur
      return true
    })
}

/** Adds up what the events of a thread took, by the frame in which they began. */
const cpuOfFrames = (events: readonly TraceEvent[]): readonly FrameCpu[] => {
  const whole = events.filter(({ ph }) => ph === 'X')
  const tasks = outermost(whole.filter(({ name }) => name === 'RunTask'))
  // A task says soon after its beginning that it is one of a frame.
  const begins = events
    .filter(({ name }) => name === 'BeginMainThreadFrame')
    .flatMap(({ ts }) => tasks.findLast((task) => task.ts <= ts)?.ts ?? [])
    .toSorted((a, b) => a - b)
  const sumsOf = (parts: readonly TraceEvent[]): readonly number[] => {
    const sums = begins.map(() => 0)
    for (const { ts, tdur = 0 } of parts) {
      const frame = begins.findLastIndex((begin) => begin <= ts)
      if (frame >= 0) sums[frame] = (sums[frame] ?? 0) + tdur / 1_000
    }
    return sums
  }
  const of = (names: ReadonlySet<string>) => sumsOf(outermost(whole.filter(({ name }) => names.has(name))))
  const [all, script, own] = [sumsOf(tasks), of(SCRIPT), of(OWN)]
  return begins.map((_, frame) => ({ all: all[frame] ?? 0, script: script[frame] ?? 0, own: own[frame] ?? 0 }))
}

/** Reads what the first click in a trace has cost the page that got it. Null where nothing was clicked. */
export const pressOf = (events: readonly TraceEvent[]): Press | null => {
  const click = events.find(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'click')
  if (click === undefined) return null
  const own = events.filter((event) => event.ph === 'X' && threadKey(event) === threadKey(click))
  const all = outermost(own.filter(({ name }) => name === 'RunTask'))
  const first = all.findLastIndex(({ ts }) => ts <= click.ts)
  const tasks = all.slice(Math.max(0, first))
  const clicked = click.ts + (click.dur ?? 0)
  const handedOver = Math.min(...own.filter(({ name, ts }) => name === 'Commit' && ts >= clicked).map(({ ts }) => ts))
  const cpuOf = ({ tdur = 0 }: TraceEvent): number => tdur / 1_000
  return {
    cpuMs: tasks.filter(({ ts }) => ts < handedOver).reduce((sum, task) => sum + cpuOf(task), 0),
    tasksMs: tasks.map(cpuOf),
  }
}

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
    cpuMs: cpuOfFrames(events.filter((event) => event.pid === own && mains.has(threadKey(event)))),
    spanMs: Math.max(1, (last - first) / 1_000),
  }
}
