import type { GatewayConfig } from '../config.ts'

/** How often the event loop is measured and waiting sockets are let in. */
const TICK_MS = 50
/** How many seconds' worth of sockets may wait for their turn. The others are told to come back. */
const WAIT_SECONDS = 2
/** As many may wait however slow the machine is, so that a handful of sockets is never refused. */
const LEAST_WAITING = 50
/** How many seconds' worth of sockets may be let in at once after a pause. */
const BURST_SECONDS = 0.1
/** No one is told to come back sooner. */
const LEAST_BACK_MS = 1_000
/** What is promised is spread by a fifth to either side, so that those who are refused together do not come back together. */
const SPREAD = 0.2

type Limits = Pick<GatewayConfig, 'admissionDelayMs' | 'admissionsPerSecondLeast' | 'admissionsPerSecondMost' | 'comeBackSeconds'>

/**
 * The number of sockets that may be let in each second from now on: fewer by a third after a turn of the event loop that was late, a little more
 * after one in time that was asked for more. This is how TCP finds the rate that a road takes, and it finds the rate that this machine takes with all
 * else that it does. Pure.
 */
export const nextRate = (rate: number, lateMs: number, isAskedForMore: boolean, limits: Limits): number => {
  const { admissionDelayMs, admissionsPerSecondLeast: least, admissionsPerSecondMost: most } = limits
  if (lateMs > admissionDelayMs) return Math.max(least, rate * 0.7)
  if (!isAskedForMore) return rate
  return Math.min(most, rate * 1.05 + 1)
}

/** Lets sockets in at the rate that the event loop holds, so that those that are open notice nothing of those that come. */
export interface Admission {
  /** Returns 0, or when there is no room to wait, the seconds after which a new socket should come back. Asked before a socket is made. */
  fullFor(): number
  /** Resolves to 0 when it is the turn of a socket, or at once to the seconds after which it should come back. */
  turn(): Promise<number>
  figures(): AdmissionFigures
  /** Lets nobody in any more: who waits is told to come back. */
  close(): void
}

export interface AdmissionFigures {
  readonly admitted: number
  readonly refused: number
  readonly waiting: number
  /** How many may come in each second at present. */
  readonly perSecond: number
}

/** What a socket is told that is not let in. Clients may read the seconds out of it. */
export const comeBackReason = (seconds: number): string => `Come back in ${seconds} s`

export interface AdmissionOptions {
  readonly limits: Limits
  /** Milliseconds that never go back. */
  readonly clock?: () => number
  readonly random?: () => number
}

export const openAdmission = (options: AdmissionOptions): Admission => {
  const { limits, clock = () => performance.now(), random = Math.random } = options
  const waiting: ((seconds: number) => void)[] = []
  let first = 0
  let perSecond = Math.min(limits.admissionsPerSecondMost, Math.max(limits.admissionsPerSecondLeast, 200))
  let tokens = 1
  let tickedAt = clock()
  /** Until when others have been told to come back. */
  let promisedMs = Number.NEGATIVE_INFINITY
  let isClosed = false
  let admitted = 0
  let refused = 0

  const isFull = (): boolean => waiting.length - first >= Math.max(LEAST_WAITING, perSecond * WAIT_SECONDS)

  /** Promises the next place after those that were promised before, as many a second as come in. */
  const promise = (): number => {
    refused += 1
    const nowMs = clock()
    const mostMs = limits.comeBackSeconds * 1000
    promisedMs = Math.max(promisedMs, nowMs + LEAST_BACK_MS) + 1000 / perSecond
    const spread = 1 + SPREAD * (2 * random() - 1)
    // Who has been told does not always come: beyond the longest time a place is drawn, so that the promises do not run away.
    const inMs = promisedMs - nowMs > mostMs ? mostMs * random() : (promisedMs - nowMs) * spread
    promisedMs = Math.min(promisedMs, nowMs + mostMs)
    return Math.min(limits.comeBackSeconds, Math.max(1, Math.ceil(inMs / 1000)))
  }

  const tick = (): void => {
    const nowMs = clock()
    const elapsedMs = nowMs - tickedAt
    tickedAt = nowMs
    perSecond = nextRate(perSecond, elapsedMs - TICK_MS, waiting.length > first, limits)
    // A late tick has no right to what it missed: that would make the next one late too.
    const earned = (Math.min(elapsedMs, 2 * TICK_MS) * perSecond) / 1000
    tokens = Math.min(tokens + earned, Math.max(1, perSecond * BURST_SECONDS))
    while (tokens >= 1 && first < waiting.length) {
      tokens -= 1
      admitted += 1
      waiting[first]?.(0)
      first += 1
    }
    if (first === waiting.length) {
      waiting.length = 0
      first = 0
    } else if (first > 1_000) {
      waiting.splice(0, first)
      first = 0
    }
  }
  const timer = setInterval(tick, TICK_MS)
  timer.unref()

  return {
    fullFor: () => (isClosed || isFull() ? promise() : 0),
    turn() {
      if (isClosed || isFull()) return Promise.resolve(promise())
      if (first === waiting.length && tokens >= 1) {
        tokens -= 1
        admitted += 1
        return Promise.resolve(0)
      }
      return new Promise((resolve) => waiting.push(resolve))
    },
    figures: () => ({ admitted, refused, waiting: waiting.length - first, perSecond }),
    close() {
      isClosed = true
      clearInterval(timer)
      for (const answer of waiting.slice(first)) answer(promise())
      waiting.length = 0
      first = 0
    },
  }
}
