import type { Fingerprint } from '@gruppetto/recordings'
import type { Tx } from '@gruppetto/runtime'
import { type KnownRecording, startRanges } from '../domain/known-recordings.ts'
import type { Services } from '../services.ts'

/** Returns the athlete's recordings that one of the legs may repeat, and those of live sessions that one may replace, in one read. */
export const findKnownRecordings = async (
  { stores }: Services,
  athleteId: string,
  legs: readonly { readonly fingerprint: Fingerprint }[],
  tx?: Tx,
): Promise<readonly KnownRecording[]> =>
  legs.length === 0 ? [] : stores.activities.recordedAround(athleteId, startRanges(legs), tx)
