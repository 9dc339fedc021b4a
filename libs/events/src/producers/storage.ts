import { z } from 'zod'
import { defineEvent, instantMs } from '../define.ts'

/** A client's PUT ended and the object is whole. Published by the object store, not through an outbox: a sweep finds what it missed. */
export const objectStored = defineEvent('object.stored', {
  key: z.string(),
  sizeBytes: z.number().int().min(0),
  at: instantMs,
})
