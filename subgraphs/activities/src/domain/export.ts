import { type ColumnName, findPauses, type VisibleColumns, type WrittenRecording } from '@gruppetto/recordings'
import type { ExportFormat } from '../generated/resolvers.ts'
import type { ActivityDetailsRow, ActivityRow } from './activity.ts'
import { localIso, offsetSeconds } from './local-time.ts'
import type { ShownActivity } from './show-activity.ts'

/** The formats that a file is written in when it is asked for. */
export type WrittenFormat = Exclude<ExportFormat, 'ORIGINAL'>

export const CONTENT_TYPES: Readonly<Record<WrittenFormat, string>> = {
  GPX: 'application/gpx+xml',
  TCX: 'application/vnd.garmin.tcx+xml',
  FIT: 'application/vnd.ant.fit',
}

/** The columns that some format has a place for. */
export const WRITTEN_COLUMNS: readonly ColumnName[] = [
  'timeSeconds',
  'distanceMeters',
  'latitude',
  'longitude',
  'altitudeMeters',
  'speedMps',
  'heartRateBpm',
  'cadenceRpm',
  'powerWatts',
  'temperatureCelsius',
]

const MOST_CHARACTERS = 80

/** A file's name that no system stumbles over: the day, the title without what paths are made of, the format. */
export const exportFileName = (
  { name, startedAt, timeZone }: Pick<ActivityRow, 'name' | 'startedAt' | 'timeZone'>,
  format: WrittenFormat,
): string => {
  const plain = name.replace(/[\p{C}/\\:*?"<>|]+/gu, ' ').replace(/\s+/g, ' ')
  const title = [...plain].slice(0, MOST_CHARACTERS).join('').trim()
  const day = localIso(startedAt.getTime(), timeZone).slice(0, 10)
  return `${day} ${title}`.trim().concat('.', format.toLowerCase())
}

/** The header that names a download (RFC 6266): in ASCII for who knows no better, and as it is. */
export const contentDisposition = (fileName: string): string => {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/**
 * What is written of an activity, of what a viewer may see of it. Where the timer's pauses are not told, those that show in the samples stand for
 * them, as far as the gap is not a hidden stretch.
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
