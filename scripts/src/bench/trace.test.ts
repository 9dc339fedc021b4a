import { expect, it } from 'vitest'
import { framesOf, pressOf, type TraceEvent } from './trace.ts'

const event = (name: string, ph: string, pid: number, ts: number, more: Partial<TraceEvent> = {}): TraceEvent => ({
  ...{ name, ph, pid, ts },
  ...{ tid: 1, ...more },
})
const frame = (pid: number, ts: number, state: string) =>
  event('PipelineReporter', 'b', pid, ts, { args: { frame_reporter: { state } } })
const main = (pid: number) => event('thread_name', 'M', pid, 0, { args: { name: 'CrRendererMain' } })

it('counts the frames and the tasks of the page that has shown most, and of no other process', () => {
  const events = [
    ...[main(1), main(2), event('thread_name', 'M', 3, 0, { args: { name: 'CrBrowserMain' } })],
    ...[event('RunTask', 'X', 1, 1_000, { dur: 2_000 }), event('RunTask', 'X', 2, 1_000, { dur: 30_000 })],
    ...[event('RunTask', 'X', 2, 40_000, { dur: 1_000 }), event('RunTask', 'X', 3, 1_000, { dur: 90_000 })],
    ...[frame(2, 5_000, 'STATE_PRESENTED_ALL'), frame(2, 21_000, 'STATE_DROPPED'), frame(2, 37_000, 'STATE_NO_UPDATE_DESIRED')],
    ...[frame(1, 5_000, 'STATE_DROPPED'), frame(2, 51_000, 'STATE_PRESENTED_PARTIAL')],
    event('PipelineReporter', 'e', 2, 51_000),
  ]
  expect(framesOf(events)).toEqual({ shown: 2, dropped: 1, tasksMs: [30, 1], cpuMs: [], spanMs: 50 })
})

it('is nothing of a trace without a page', () => {
  expect(framesOf([])).toEqual({ shown: 0, dropped: 0, tasksMs: [], cpuMs: [], spanMs: 1 })
})

it('adds up the CPU of each frame, and what of it is the page’s own, once where one is within another', () => {
  const span = (name: string, ts: number, dur: number, tdur: number, tid = 1) => event(name, 'X', 1, ts, { dur, tdur, tid })
  const events = [
    ...[main(1), frame(1, 1_000, 'STATE_PRESENTED_ALL'), span('RunTask', 100, 50, 50)],
    // A frame, a task after it, and the next frame. What others of the process do does not count.
    ...[span('RunTask', 1_000, 9_000, 4_000), event('BeginMainThreadFrame', 'I', 1, 1_020)],
    ...[
      span('FunctionCall', 2_000, 5_000, 2_000),
      span('FunctionCall', 2_500, 1_000, 900),
      span('EvaluateScript', 7_000, 500, 500),
    ],
    // Script asks for the layout, and one comes before painting.
    ...[span('Layout', 3_500, 500, 400), span('UpdateLayoutTree', 8_000, 500, 200), span('Layout', 8_500, 500, 300)],
    ...[span('RunTask', 11_000, 2_000, 1_000), span('FunctionCall', 11_500, 500, 500)],
    ...[span('RunTask', 20_000, 3_000, 3_000), event('BeginMainThreadFrame', 'I', 1, 20_010)],
    span('FunctionCall', 2_000, 50_000, 50_000, 2),
  ]
  expect(framesOf(events).cpuMs).toEqual([
    { all: 5, script: 3, own: 3.5 },
    { all: 3, script: 0, own: 0 },
  ])
})

it('reads what a click costs until the next frame is handed over, and each task after it', () => {
  const span = (name: string, ts: number, dur: number, tdur: number, more: Partial<TraceEvent> = {}) =>
    event(name, 'X', 1, ts, { dur, tdur, ...more })
  const click = span('EventDispatch', 2_000, 3_000, 2_000, { args: { data: { type: 'click' } } })
  const events = [
    ...[span('RunTask', 100, 900, 900), span('RunTask', 1_500, 5_000, 4_000), click],
    // A frame that was handed over while the click was worked at does not show what it did.
    ...[span('Commit', 1_900, 50, 50), span('RunTask', 7_000, 1_000, 1_000), span('RunTask', 9_000, 2_000, 2_000)],
    ...[
      span('Commit', 10_000, 500, 500),
      span('RunTask', 20_000, 60_000, 30_000),
      span('RunTask', 8_000, 9_000, 9_000, { tid: 2 }),
    ],
  ]
  expect(pressOf(events)).toEqual({ cpuMs: 7, tasksMs: [4, 1, 2, 30] })
  expect(pressOf([span('RunTask', 100, 900, 900)])).toBeNull()
})
