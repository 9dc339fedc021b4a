import { CHANNELS, type ColumnName, findPauses, type VisibleColumns, type WrittenRecording } from '@gruppetto/recordings'
import type { ExportFormat } from '../generated/resolvers.ts'
import type { ActivityDetailsRow, ActivityRow } from './activity.ts'
import { localIso, offsetSeconds } from './local-time.ts'
import type { ShownActivity } from './show-activity.ts'

/** The formats in which a file is written on request. */
export type WrittenFormat = Exclude<ExportFormat, 'ORIGINAL'>

export const CONTENT_TYPES: Readonly<Record<WrittenFormat, string>> = {
  GPX: 'application/gpx+xml',
  TCX: 'application/vnd.garmin.tcx+xml',
  FIT: 'application/vnd.ant.fit',
}

/** The columns that at least one format can hold: the time, and every channel of a recording. */
export const WRITTEN_COLUMNS: readonly ColumnName[] = ['timeSeconds', ...CHANNELS]

const MAX_CHARACTERS = 80

/** A file name that is valid on every system: the day, the title without the characters that paths use, and the format. */
export const exportFileName = (
  { name, startedAt, timeZone }: Pick<ActivityRow, 'name' | 'startedAt' | 'timeZone'>,
  format: WrittenFormat,
): string => {
  const plain = name.replace(/[\p{C}/\\:*?"<>|]+/gu, ' ').replace(/\s+/g, ' ')
  const title = [...plain].slice(0, MAX_CHARACTERS).join('').trim()
  const day = localIso(startedAt.getTime(), timeZone).slice(0, 10)
  return `${day} ${title}`.trim().concat('.', format.toLowerCase())
}

/** The header that names a download (RFC 6266): the name in ASCII for old clients, and the exact name. */
export const contentDisposition = (fileName: string): string => {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/**
 * Builds the recording that is written to a file, from what a viewer may see of an activity. Where the viewer may not see the
 * pauses of the timer, the pauses that are visible in the samples are used, except those at a hidden part.
 */
export const buildExport = (
  activity: ShownActivity,
  { columns, gaps }: Pick<VisibleColumns, 'columns' | 'gaps'>,
  details: Pick<ActivityDetailsRow, 'laps' | 'pauses'> | null,
): WrittenRecording => {
  const { name, sport, device, startedAt, timeZone, elevationGainMeters, elevationLossMeters, metrics } = activity
  const times = columns.timeSeconds ?? new Float64Array(0)
  const afterGaps = new Set(gaps.map((index) => times[index]))
  const seen = () => findPauses(times, [], false).filter((pause) => !afterGaps.has(pause.endSeconds))
  return {
    name,
    sport,
    device,
    startedAtMs: startedAt.getTime(),
    utcOffsetSeconds: offsetSeconds(startedAt.getTime(), timeZone),
    columns,
    gaps,
    pauses: details?.pauses ?? seen(),
    lapStarts: details?.laps.map((lap) => lap.startSeconds) ?? [],
    elevationGainMeters,
    elevationLossMeters,
    caloriesKcal: metrics?.caloriesKcal ?? null,
  }
}
