import { setTimeout as sleep } from 'node:timers/promises'
import { streamState } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import type { TurnRow } from '../stores/turns.ts'
import { takeTurn } from './run-writer.ts'

const LOOK_EVERY_MS = 200

/**
 * Waits until every event that has happened so far is in the lake: asks the process that writes, or writes where nobody does. Returns false when
 * that takes longer than `withinMs`.
 */
export const catchUp = async (services: Services, withinMs: number): Promise<boolean> => {
  const { stores, runtime } = services
  const { createdAt, lastSequence } = await streamState(runtime.bus)
  const isDone = ({ stream, flushedTo }: TurnRow): boolean => stream === createdAt && flushedTo >= lastSequence
  await stores.turns.want(lastSequence)
  for (const end = performance.now() + withinMs; performance.now() < end; await sleep(LOOK_EVERY_MS)) {
    const row = await stores.turns.get('writer')
    if (row !== null && isDone(row)) return true
    await takeTurn(services, isDone)
  }
  return false
}
