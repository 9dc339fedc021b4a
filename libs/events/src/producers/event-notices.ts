import { z } from 'zod'
import { defineEvent, id, instantMs } from '../define.ts'

/** One date of an event, as those who are told know it. */
const date = z.object({ startsAtMs: instantMs, place: z.string().nullable(), cancelled: z.boolean() })

/**
 * Athletes are to be told about an event of their club. clubs decides who and when, and social writes the notifications. A notice to
 * many is several events.
 */
export const eventNoticeDue = defineEvent('club-event.notice-due', {
  /** PLACE: they have waited for a place and have one now. */
  kind: z.enum(['SCHEDULED', 'CHANGED', 'REMINDER', 'PLACE']),
  clubEventId: id,
  clubId: id,
  athleteIds: z.array(id).min(1).max(500),
  /** The date that it is about; of several the first. */
  originalStartsAtMs: instantMs,
  ...date.shape,
  cancelReason: z.string().nullable(),
  /** Of CHANGED: the date as it was told before. */
  before: date.nullable(),
  /** Of CHANGED: how many other dates of the series have changed as well. */
  otherDates: z.number().int().min(0),
  at: instantMs,
})
