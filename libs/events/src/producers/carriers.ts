import { z } from 'zod'
import { defineEvent, id, instantMs, revision } from '../define.ts'

/**
 * The photos that a thing carries: a post, an activity or a club. Its subgraph emits the whole list with every change of it, and an empty
 * list when the thing is deleted. Things that never had a photo emit nothing.
 */
export const photosCarried = defineEvent('photos.carried', {
  carrierId: id,
  /** The athlete whose thing it is. The photos of others are ignored. */
  athleteId: id,
  /** Of the carrier: it rises with every change. */
  revision,
  photoIds: z.array(id),
  at: instantMs,
})
