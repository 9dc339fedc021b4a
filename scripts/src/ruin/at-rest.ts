import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Runtime } from '@gruppetto/runtime'

/** Long enough for what was in the work of a process that was killed to come again, and for retries. */
const REST_WITHIN_MS = 300_000
const QUIET_LOOKS = 5

const lookAround = async ({ bus }: Runtime): Promise<{ readonly waiting: number; readonly place: string }> => {
  let waiting = 0
  for await (const { num_pending, num_ack_pending } of bus.manager.consumers.list(bus.names.events))
    waiting += num_pending + num_ack_pending
  const { state } = await bus.manager.streams.info(bus.names.events)
  return { waiting, place: `${state.last_seq} ${waiting}` }
}

/** Resolves to true when no event is in work any more, and to false when some still are after five minutes. */
export const eventsAtRest = async (runtime: Runtime): Promise<boolean> => {
  let [quiet, before] = [0, '']
  for (const end = Date.now() + REST_WITHIN_MS; Date.now() < end; await sleep(200)) {
    const { waiting, place } = await lookAround(runtime).catch(() => ({ waiting: 1, place: '' }))
    quiet = waiting === 0 && place === before ? quiet + 1 : 0
    if (quiet >= QUIET_LOOKS) return true
    before = place
  }
  return false
}

/** How many connections to a port of this machine are established, by the kernel. */
const connectionsTo = (port: number): number => {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const established = new RegExp(`^\\s*\\d+: \\w+:${hex} \\w+:\\w+ 01 `)
  return ['/proc/net/tcp', '/proc/net/tcp6'].reduce(
    (sum, file) =>
      sum +
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => established.test(line)).length,
    0,
  )
}

/** Returns how many connections to a port are left when they had half a minute to end. */
export const connectionsLeft = async (port: number): Promise<number> => {
  for (const end = Date.now() + 30_000; Date.now() < end && connectionsTo(port) > 0; ) await sleep(200)
  return connectionsTo(port)
}
