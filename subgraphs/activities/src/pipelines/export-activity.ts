import { hasPositions, type WrittenRecording, writeFit, writeGpx, writeTcx } from '@gruppetto/recordings'
import type { ActivityRow } from '../domain/activity.ts'
import { buildExport, WRITTEN_COLUMNS, type WrittenFormat } from '../domain/export.ts'
import type { ShownActivity } from '../domain/show-activity.ts'
import { originalKey, type UploadRow } from '../domain/upload.ts'
import type { ExportFormat } from '../generated/resolvers.ts'
import type { Loaders } from '../loaders/mod.ts'
import type { Services } from '../services.ts'
import { signedExport } from './export-link.ts'
import { visibleSamples } from './visible-samples.ts'

/** The upload whose bytes an activity was made of; null for others than its owner, and where no file is kept. */
const originalOf = async ({ upload }: Pick<Loaders, 'upload'>, { uploadId }: ActivityRow): Promise<UploadRow | null> => {
  const found = uploadId === null ? null : await upload.load(uploadId)
  return found?.sha256 ? found : null
}

const mayExport = async (loaders: Loaders, activity: ShownActivity, format: ExportFormat): Promise<boolean> => {
  if (format === 'ORIGINAL') return (await originalOf(loaders, activity)) !== null
  if (activity.samplesRevision === null) return false
  const { samples, places } = await loaders.hasVisible(activity)
  return samples && (format !== 'GPX' || places)
}

/** A link for this viewer to an activity that they have been found to see; null where the format has nothing of it. */
export const exportUrl = async (
  { loaders, services, viewerId }: { readonly loaders: Loaders; readonly services: Services; readonly viewerId: string | null },
  activity: ShownActivity,
  format: ExportFormat,
): Promise<string | null> => {
  if (!(await mayExport(loaders, activity, format))) return null
  const { config, now } = services.runtime
  return `${config.publicUrl}${signedExport(config.objectsSecret, { activityId: activity._id, format, viewerId }, now())}`
}

/** Long enough for a client to follow on to it. */
const ORIGINAL_SECONDS = 60

/** Where the object store hands out the file as it came, under its own name. */
export const originalUrl = async (
  { runtime }: Pick<Services, 'runtime'>,
  loaders: Loaders,
  activity: ActivityRow,
): Promise<string | null> => {
  const upload = await originalOf(loaders, activity)
  if (upload?.sha256 == null) return null
  const options = { expiresInSeconds: ORIGINAL_SECONDS, fileName: upload.fileName }
  return (await runtime.objects.signGet(originalKey(upload.sha256), options)).url
}

/** What of an activity a file for this viewer holds; null where nothing of it shows. */
export const exportedRecording = async (loaders: Loaders, activity: ShownActivity): Promise<WrittenRecording | null> => {
  const visible = await visibleSamples(loaders, activity, WRITTEN_COLUMNS)
  if (visible === null || (visible.columns.timeSeconds?.length ?? 0) === 0) return null
  return buildExport(activity, visible, await loaders.details.load(activity))
}

/** A file in pieces; null where the format has no place for what shows. */
export const exportedFile = (written: WrittenRecording, format: WrittenFormat): Iterable<string | Uint8Array> | null => {
  if (format === 'FIT') return [writeFit(written)]
  if (format === 'TCX') return writeTcx(written)
  return hasPositions(written.columns) ? writeGpx(written) : null
}
