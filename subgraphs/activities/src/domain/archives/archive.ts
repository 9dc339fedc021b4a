import type { Sport } from '../../generated/resolvers.ts'
import type { ActivityRow } from '../activity.ts'
import type { Failure, UploadRow } from '../upload.ts'
import type { MemberPlace } from './members.ts'
import type { ListedActivity } from './strava-list.ts'

/** How many of its newest activities an archive shows. */
const NEWEST = 100
/** What is older than this when it is imported is no news: nobody is told of it. */
const NEWS_MS = 86_400_000
/** How far the import is once the recordings are listed, and once all are read. The rest is the matching with segments. */
const LISTED_PROGRESS = 0.1
const READ_PROGRESS = 0.95

/** How far the import of an archive has come. The numbers count files. */
export interface ArchiveState {
  /** The recordings that were listed; null before. */
  readonly listed: number | null
  readonly imported: number
  readonly duplicates: number
  readonly failed: number
  /** Files of a watch that turned out to be no recordings, such as a night's sleep. */
  readonly leftOut: number
  /** Rises with every page of recordings. The event of each page carries it, so that a page is imported once. */
  readonly step: number
  /** The newest activities that were made, newest first. */
  readonly newest: readonly { readonly id: string; readonly startedAt: Date }[]
}

/** An upload that is an archive. */
export type ArchiveRow = UploadRow & { readonly archive: ArchiveState; readonly bytesKey: string }

/** A recording of an archive that waits to be imported, or that failed. Rows of the others are deleted. */
export interface ArchiveMemberRow extends Omit<ListedActivity, 'sport'> {
  readonly _id: string
  /** The archive. */
  readonly uploadId: string
  readonly index: number
  readonly fileName: string
  readonly place: MemberPlace | null
  readonly failure: Failure | null
  /** Absent in rows of earlier releases. */
  readonly sport?: Sport | null
}

export const memberId = (uploadId: string, index: number): string => `${uploadId}:${index}`

const NOTHING_YET: ArchiveState = { listed: null, imported: 0, duplicates: 0, failed: 0, leftOut: 0, step: 0, newest: [] }

type Counts = Pick<ArchiveState, 'imported' | 'duplicates' | 'failed' | 'leftOut'>

const handledOf = ({ imported, duplicates, failed, leftOut }: Counts): number => imported + duplicates + failed + leftOut

/** The recordings that were found, failed ones too. */
export const foundOf = (state: ArchiveState): number => (state.listed ?? 0) - state.leftOut

const next = (row: UploadRow, archive: ArchiveState, change: Partial<UploadRow> = {}): UploadRow => ({
  ...row,
  ...change,
  archive: { ...archive, step: archive.step + 1 },
  revision: row.revision + 1,
})

/** Notes that the bytes of an upload are an archive. One that was begun before goes on where it was. */
export const beginArchive = (row: UploadRow): UploadRow =>
  next(row, row.archive ?? NOTHING_YET, { status: 'PARSING', begunBy: null })

/** Returns whether the import of this archive has come to this page and no further. */
export const isAtStep = (row: UploadRow | null, attempt: number, step: number): row is ArchiveRow =>
  row !== null &&
  row.attempt === attempt &&
  row.archive?.step === step &&
  row.bytesKey !== null &&
  (row.status === 'PARSING' || row.status === 'ANALYSING' || row.status === 'MATCHING_SEGMENTS')

const stageOf = (archive: ArchiveState): UploadRow['status'] =>
  handledOf(archive) < (archive.listed ?? 0) ? 'ANALYSING' : 'MATCHING_SEGMENTS'

/** Notes that the recordings are listed. `failed` of them cannot be read, as the directory shows. */
export const listArchive = (row: ArchiveRow, listed: number, failed: number): UploadRow => {
  const archive = { ...NOTHING_YET, step: row.archive.step, listed, failed }
  return next(row, archive, { status: stageOf(archive) })
}

type Made = Pick<ActivityRow, '_id' | 'startedAt'>

/** Notes what became of a page of recordings. */
export const advanceArchive = (row: ArchiveRow, counts: Counts, made: readonly Made[]): UploadRow => {
  const { archive } = row
  const newest = [...archive.newest, ...made.map(({ _id: id, startedAt }) => ({ id, startedAt }))]
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    .slice(0, NEWEST)
  const advanced = {
    ...archive,
    imported: archive.imported + counts.imported,
    duplicates: archive.duplicates + counts.duplicates,
    failed: archive.failed + counts.failed,
    leftOut: archive.leftOut + counts.leftOut,
    newest,
  }
  return next(row, advanced, { status: stageOf(advanced) })
}

/** Notes that the import is over. The bytes of the archive are deleted: each recording has an original of its own. */
export const finishArchive = (row: ArchiveRow, lookAt: Date): UploadRow =>
  next(row, row.archive, { status: 'DONE', bytesKey: null, sizeBytes: 0, lookAt })

/** From 0 to 1. */
export const archiveProgress = ({ status, archive }: Pick<UploadRow, 'status' | 'archive'>): number | null => {
  if (!archive || archive.listed === null || status === 'DONE' || status === 'FAILED') return null
  const share = archive.listed === 0 ? 1 : handledOf(archive) / archive.listed
  return LISTED_PROGRESS + (READ_PROGRESS - LISTED_PROGRESS) * share
}

/** Returns whether an activity is no news: it came with an archive, and is of the past. */
export const isOldImport = ({ isImported, startedAt }: Pick<ActivityRow, 'isImported' | 'startedAt'>, nowMs: number): boolean =>
  isImported === true && startedAt.getTime() < nowMs - NEWS_MS

const ON_WHEELS: readonly Sport[] = ['RIDE', 'GRAVEL_RIDE', 'MOUNTAIN_BIKE_RIDE', 'E_BIKE_RIDE', 'VIRTUAL_RIDE']
const ON_FOOT: readonly Sport[] = ['RUN', 'TRAIL_RUN', 'WALK', 'HIKE', 'VIRTUAL_RUN']

/** The kind of gear that an archive names with an activity of this sport. */
export const gearKindOf = (sport: Sport) => {
  if (ON_WHEELS.includes(sport)) return 'BIKE' as const
  return ON_FOOT.includes(sport) ? ('SHOES' as const) : ('OTHER' as const)
}
