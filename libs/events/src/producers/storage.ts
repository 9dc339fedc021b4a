import { z } from 'zod'
import { defineEvent, instantMs } from '../define.ts'

/**
 * A client's PUT has finished and the object is complete. The object store publishes it without an outbox; a sweep finds what was
 * missed.
 */
export const objectStored = defineEvent('object.stored', {
  key: z.string(),
  sizeBytes: z.number().int().min(0),
  at: instantMs,
})
