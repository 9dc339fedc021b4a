import { z } from 'zod'
import { defineEvent, id, instantMs } from '../define.ts'

/**
 * The account is gone for good, and every subgraph erases what it has of the athlete. There are two rounds: the second one finds
 * what events that were still on their way brought back after the first.
 */
export const athleteErased = defineEvent('athlete.erased', { athleteId: id, round: z.number().int().min(1), at: instantMs })

/** A subgraph, or the lake, has erased the athlete in a round. Emitted by each of them. */
export const athleteDataErased = defineEvent('athlete.data-erased', {
  athleteId: id,
  subgraph: z.string(),
  round: z.number().int().min(1),
  at: instantMs,
})
