import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { TURN_MS } from '../settings.ts'
import { TurnLostError } from '../stores/turns.ts'
import { writeEvents } from './write-events.ts'

const LOOK_EVERY_MS = 2000

export interface RunningWriter {
  /** Writes what is buffered, and ends. */
  stop(): Promise<void>
}

/** Takes the writer's turn when nobody has it. Returns whether it had the turn. */
export const takeTurn = async (services: Services, work: Parameters<typeof writeEvents>[2]): Promise<boolean> => {
  const { stores, runtime } = services
  const nowMs = runtime.now()
  const row = await stores.turns.take('writer', new Date(nowMs), new Date(nowMs + TURN_MS))
  if (row === null) return false
  try {
    await writeEvents(services, row, work)
  } finally {
    await stores.turns.release(row).catch(() => undefined)
  }
  return true
}

/**
 * Writes all events into the lake, in one process at a time; the others wait for its end. Whatever fails is begun anew from the last position that
 * is stored, so there is one road out of every trouble.
 */
export const runWriter = (services: Services): RunningWriter => {
  const { runtime } = services
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)

  const run = async (): Promise<void> => {
    let failures = 0
    while (!signal.aborted) {
      try {
        const hadTurn = await takeTurn(services, () => {
          failures = 0
          runtime.warnings.delete('lake')
          return signal.aborted
        })
        if (!hadTurn) await pause(LOOK_EVERY_MS)
      } catch (error) {
        if (signal.aborted) return
        failures += 1
        if (error instanceof TurnLostError) runtime.log.info('another process writes the lake')
        else {
          if (failures === 1) runtime.log.warn({ err: error }, 'the lake cannot be written; its events wait in the stream')
          runtime.warnings.set('lake', 'cannot be written now')
        }
        await pause(backoffMs(failures, 200, 10_000))
      }
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
