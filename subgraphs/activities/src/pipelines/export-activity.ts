import { hasPositions, type WrittenRecording, writeFit, writeGpx, writeTcx } from '@gruppetto/recordings'
import type { Context } from '../context.ts'
import type { ActivityRow } from '../domain/activity.ts'
import { buildExport, WRITTEN_COLUMNS, type WrittenFormat } from '../domain/export.ts'
import type { ShownActivity } from '../domain/show-activity.ts'
import { originalKey, type UploadRow } from '../domain/upload.ts'
import type { ExportFormat } from '../generated/resolvers.ts'
import { signExport } from './export-link.ts'
import { readVisibleSamples } from './read-visible-samples.ts'

/** What an export needs of a context. The route of the links, which has no caller, makes one for the viewer of the link. */
export type ExportContext = Pick<Context, 'runtime' | 'loaders' | 'viewerId'>

/** Returns the upload of an activity; null for others than its owner, and when no file is stored. */
const originalOf = async ({ loaders }: ExportContext, { uploadId }: ActivityRow): Promise<UploadRow | null> => {
  const upload = uploadId === null ? null : await loaders.upload.load(uploadId)
  return upload?.sha256 ? upload : null
}

const mayExport = async (context: ExportContext, activity: ShownActivity, format: ExportFormat): Promise<boolean> => {
  if (format === 'ORIGINAL') return (await originalOf(context, activity)) !== null
  if (activity.samplesRevision === null) return false
  const { samples, places } = await context.loaders.hasVisible(activity)
  return samples && (format !== 'GPX' || places)
}

/** Returns a link for this viewer to an activity that they may see; null when the format has no content for it. */
export const exportUrl = async (
  context: ExportContext,
  activity: ShownActivity,
  format: ExportFormat,
): Promise<string | null> => {
  if (!(await mayExport(context, activity, format))) return null
  const { viewerId, runtime } = context
  const grant = { activityId: activity._id, format, viewerId }
  return `${runtime.config.publicUrl}${signExport(runtime.config.objectsSecret, grant, runtime.now())}`
}

/** Long enough for a client to follow the redirect. */
const ORIGINAL_SECONDS = 60

/** Returns a signed address where the object store serves the original file under its own name. */
export const originalUrl = async (context: ExportContext, activity: ActivityRow): Promise<string | null> => {
  const upload = await originalOf(context, activity)
  if (upload?.sha256 == null) return null
  const options = { expiresInSeconds: ORIGINAL_SECONDS, fileName: upload.fileName }
  return (await context.runtime.objects.signGet(originalKey(upload.sha256), options)).url
}

/** Builds the recording that a file for this viewer contains; null when nothing of it is visible. */
export const buildRecording = async (context: ExportContext, activity: ShownActivity): Promise<WrittenRecording | null> => {
  const visible = await readVisibleSamples(context, activity, WRITTEN_COLUMNS)
  if (visible === null || (visible.columns.timeSeconds?.length ?? 0) === 0) return null
  return buildExport(activity, visible, await context.loaders.details.load(activity))
}

/** Writes the file in pieces; null when the format cannot hold what is visible. */
export const writeFile = (written: WrittenRecording, format: WrittenFormat): Iterable<string | Uint8Array> | null => {
  if (format === 'FIT') return [writeFit(written)]
  if (format === 'TCX') return writeTcx(written)
  return hasPositions(written.columns) ? writeGpx(written) : null
}
