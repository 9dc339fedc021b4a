import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Runtime } from '@gruppetto/runtime'

/** Long enough for what was in the work of a process that was killed to come again, and for retries. */
const REST_WITHIN_MS = 300_000
const QUIET_LOOKS = 5

const TOLD_EVERY_MS = 20_000

interface Look {
  /** Of each consumer that is not at rest, what is before it and what is in its work. */
  readonly waiting: readonly string[]
  readonly place: string
}

const lookAround = async ({ bus }: Runtime): Promise<Look> => {
  const waiting: string[] = []
  for await (const { name, num_pending, num_ack_pending } of bus.manager.consumers.list(bus.names.events))
    if (num_pending + num_ack_pending > 0) waiting.push(`${name} (${num_pending} before it, ${num_ack_pending} in work)`)
  const { state } = await bus.manager.streams.info(bus.names.events)
  return { waiting, place: `${state.last_seq} ${waiting}` }
}

/**
 * Waits until no event is in work any more, for five minutes at most. Returns what still waits then; empty when nothing does. Says now and then
 * what it waits for.
 */
export const eventsAtRest = async (runtime: Runtime, say: (line: string) => void): Promise<readonly string[]> => {
  let [quiet, before, toldAt] = [0, '', Date.now()]
  let last: Look = { waiting: ['nobody knows'], place: '' }
  for (const end = Date.now() + REST_WITHIN_MS; Date.now() < end; await sleep(200)) {
    last = await lookAround(runtime).catch(() => ({ waiting: ['NATS does not answer'], place: '' }))
    quiet = last.waiting.length === 0 && last.place === before ? quiet + 1 : 0
    if (quiet >= QUIET_LOOKS) return []
    before = last.place
    if (Date.now() - toldAt < TOLD_EVERY_MS) continue
    toldAt = Date.now()
    const [first = 'events that still come', ...others] = last.waiting
    say(`waits for ${first}${others.length === 0 ? '' : `, and for ${others.length} more`}`)
  }
  return last.waiting.length === 0 ? ['events that still come'] : last.waiting
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
