import { expect, it } from 'vitest'
import { framesOf, type TraceEvent } from './trace.ts'

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
  expect(framesOf(events)).toEqual({ shown: 2, dropped: 1, tasksMs: [30, 1], spanMs: 50 })
})

it('is nothing of a trace without a page', () => {
  expect(framesOf([])).toEqual({ shown: 0, dropped: 0, tasksMs: [], spanMs: 1 })
})
