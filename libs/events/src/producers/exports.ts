import { z } from 'zod'
import { defineEvent, id, instantMs } from '../define.ts'

/** An athlete wants everything that the platform holds on them. Each subgraph writes its part. */
export const exportRequested = defineEvent('export.requested', { exportId: id, athleteId: id, at: instantMs })

/** A subgraph has written its part of an export, or could not. Emitted by each subgraph. */
export const exportPartWritten = defineEvent('export.part-written', {
  exportId: id,
  athleteId: id,
  subgraph: z.string(),
  /** The object that lists the files of the part; null when the part could not be written. */
  manifestKey: z.string().nullable(),
  at: instantMs,
})

/** All parts of an export are written, and can be made into archives. */
export const exportCollected = defineEvent('export.collected', { exportId: id, athleteId: id, at: instantMs })

/** The archives of an export can be fetched until they expire. */
export const exportReady = defineEvent('export.ready', { exportId: id, athleteId: id, expiresAt: instantMs, at: instantMs })
