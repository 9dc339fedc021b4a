import type { Fingerprint } from '@gruppetto/recordings'
import type { Tx } from '@gruppetto/runtime'
import { type KnownRecording, startRanges } from '../domain/known-recordings.ts'
import type { Services } from '../services.ts'

/**
 * Returns the athlete's recordings that a leg of one of the files may repeat, and those of live sessions that one may replace, in one
 * read.
 */
export const findKnownRecordings = async (
  { stores }: Services,
  athleteId: string,
  files: readonly (readonly { readonly fingerprint: Fingerprint }[])[],
  tx?: Tx,
): Promise<readonly KnownRecording[]> =>
  stores.activities.recordedAround(athleteId, files.filter((legs) => legs.length > 0).map(startRanges), tx)
