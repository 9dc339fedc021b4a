import type { Fingerprint } from '@gruppetto/recordings'
import type { Tx } from '@gruppetto/runtime'
import { type KnownRecording, startRanges } from '../domain/known-recordings.ts'
import type { Stores } from '../stores/mod.ts'

/** An athlete's recordings that any of `legs` may repeat, and those made of live sessions that one may replace, in one read. */
export const knownRecordings = async (
  { activities }: Pick<Stores, 'activities'>,
  athleteId: string,
  legs: readonly { readonly fingerprint: Fingerprint }[],
  tx?: Tx,
): Promise<readonly KnownRecording[]> => (legs.length === 0 ? [] : activities.recordedAround(athleteId, startRanges(legs), tx))
