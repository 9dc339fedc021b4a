import type { Bus } from '../bus/bus.ts'
import { covers } from '../bus/subject-filters.ts'

/**
 * Redelivers stored events that the consumer of a worker has skipped: events of a name it subscribes to, but of a version that
 * its filter did not include. (Older releases subscribed to the newest version only.) The inbox ignores those that the worker has
 * already handled.
 */
export const sendPassedOver = async (
  bus: Bus,
  worker: string,
  subjects: { readonly known: readonly string[]; readonly wanted: readonly string[] },
): Promise<void> => {
  const { known, wanted } = subjects
  const { events } = bus.names
  const widened = wanted.filter((subject) => !known.includes(subject) && known.some((other) => covers(subject, other)))
  for (const subject of widened) {
    const { state } = await bus.manager.streams.info(events, { subjects_filter: subject })
    for (const other of Object.keys(state.subjects ?? {}).filter((found) => !known.includes(found))) {
      for (let seq = 1; ; ) {
        const message = await bus.manager.direct.getMessage(events, { seq, next_by_subj: other })
        if (message === null) break
        await bus.stream.publish(bus.retrySubject(worker), message.data, { msgID: `passed-over:${worker}:${message.seq}` })
        seq = message.seq + 1
      }
    }
  }
}
