import { PACKED_MAX, packSamples } from '@gruppetto/events'
import { type SampleColumns, visibleColumns } from '@gruppetto/recordings'
import { RetryEvent, type Tx } from '@gruppetto/runtime'
import { everyNthOf, SHARED_COLUMNS, sharedSamplesOf } from '../domain/shared-samples.ts'
import type { Services } from '../services.ts'

/** A recording that is ready to be shared. */
export interface PackedRecording {
  readonly activityId: string
  readonly athleteId: string
  readonly samplesRevision: number
  /** The revision of the privacy by which it is given, and that says what is hidden. */
  readonly privacyRevision: number
  readonly everyNth: number
  readonly samples: string
}

const pack = async (columns: SampleColumns, everyNth: number): Promise<Pick<PackedRecording, 'everyNth' | 'samples'>> => {
  const samples = await packSamples(sharedSamplesOf(columns, everyNth))
  return samples.length <= PACKED_MAX ? { everyNth, samples } : pack(columns, 2 * everyNth)
}

/**
 * Packs the recording of an activity for the lake, as others may see it. Null where its athlete does not give it: a new one is given by who has said
 * so, and a known one is given again when it was measured anew. One that was there before the athlete said so is not.
 */
export const packRecording = async (
  { stores }: Services,
  { activityId, athleteId }: Pick<PackedRecording, 'activityId' | 'athleteId'>,
  { isNew }: { readonly isNew: boolean },
): Promise<PackedRecording | null> => {
  const privacy = await stores.athletePrivacy.get(athleteId)
  if (privacy?.recordingsForStatistics !== true) return null
  const activity = await stores.activities.recorded(activityId)
  if (activity === null || activity.samplesRevision === null) return null
  const { samplesRevision } = activity
  const known = await stores.sharedRecordings.get(activityId)
  if (known === null ? !isNew : known.samplesRevision >= samplesRevision) return null
  const names = SHARED_COLUMNS.filter((name) => !(privacy.hideHeartRate && name === 'heartRateBpm'))
  const [whole = {}] = await stores.samples.readMany([{ activityId, revision: samplesRevision }], names)
  const { columns } = visibleColumns(whole, privacy)
  const count = columns.timeSeconds?.length ?? 0
  if (count === 0) return null
  const packed = await pack(columns, everyNthOf(count))
  return { activityId, athleteId, samplesRevision, privacyRevision: privacy.revision, ...packed }
}

/** Shares what was packed. Throws RetryEvent when the athlete's privacy has changed meanwhile. */
export const shareRecording = async ({ stores, runtime }: Services, packed: PackedRecording, tx: Tx): Promise<void> => {
  const { activityId, athleteId, samplesRevision, privacyRevision, everyNth, samples } = packed
  const privacy = await stores.athletePrivacy.get(athleteId, tx)
  if (privacy?.revision !== privacyRevision) throw new RetryEvent(`the privacy of ${athleteId} has changed meanwhile`)
  const known = await stores.sharedRecordings.get(activityId, tx)
  if (known !== null && known.samplesRevision >= samplesRevision) return
  await stores.sharedRecordings.put({ _id: activityId, athleteId, samplesRevision }, tx)
  const replaces = known?.samplesRevision ?? null
  const data = { activityId, athleteId, revision: samplesRevision, replaces, privacyRevision, everyNth, samples }
  tx.emit('recording.shared', { ...data, at: runtime.now() })
}
