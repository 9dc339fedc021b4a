import type { Bus } from '../bus/bus.ts'
import { covers } from '../bus/subject-filters.ts'

/**
 * Sends a worker what its consumer has passed over: stored events whose version was not among its subjects, of a name that was. Processes of
 * before versions lived side by side had each consumer take the newest version alone. What the worker did at its time, its inbox knows.
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
