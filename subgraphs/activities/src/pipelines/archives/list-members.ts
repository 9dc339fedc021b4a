import { createHash } from 'node:crypto'
import { type ArchiveMemberRow, type ArchiveRow, memberId } from '../../domain/archives/archive.ts'
import {
  type Contents,
  folderOf,
  MAX_ENTRIES,
  MAX_UNPACKED_BYTES,
  type MemberPlace,
  type NamedEntry,
  nestedTooDeep,
  noRecordings,
  type Place,
  shownName,
  sortEntries,
  tooManyBytes,
  tooManyEntries,
} from '../../domain/archives/members.ts'
import { type ListedActivity, readStravaList } from '../../domain/archives/strava-list.ts'
import { type Failure, MAX_STORED_BYTES } from '../../domain/upload.ts'
import type { Services } from '../../services.ts'
import { objectSource, openZip, readEntry, type ZipFile } from './zip-file.ts'

type Opened = { readonly ok: true; readonly value: ZipFile } | { readonly ok: false; readonly failure: Failure }
type Listed =
  | { readonly ok: true; readonly members: readonly ArchiveMemberRow[] }
  | { readonly ok: false; readonly failure: Failure }

/** A recording that was found, or a zip that could not be opened. */
interface Found {
  readonly name: string
  readonly place: MemberPlace | null
  readonly failure: Failure | null
  readonly listed: ListedActivity | null
}

const NOT_LISTED: ListedActivity = { name: null, description: null, gear: null, sport: null }
const CHECKSUM_MISMATCH: Failure = {
  code: 'CHECKSUM_MISMATCH',
  message: 'The file that arrived is not the one that was declared: send it again.',
  duplicateOfActivityId: null,
}
const NO_ROOM: Failure = {
  code: 'TOO_LARGE',
  message: 'Your recordings and those of the archive take more room than an account has.',
  duplicateOfActivityId: null,
}

/** Opens the archive where its bytes lie. */
export const openArchive = async ({ runtime: { objects } }: Services, { bytesKey }: ArchiveRow): Promise<Opened> => {
  const found = await objects.head(bytesKey)
  if (found === null) throw new Error(`the archive ${bytesKey} is not there`)
  return openZip(objectSource(objects, bytesKey, found.sizeBytes))
}

/** Opens a zip in the archive. */
export const openInner = async (services: Services, archive: ArchiveRow, outer: ZipFile, place: Place): Promise<Opened> => {
  const unpacked = await services.unpackedZips.open(archive._id, outer, place)
  return unpacked.ok ? openZip(unpacked.value) : unpacked
}

const bytesIn = (entries: readonly { readonly place: Place | null }[]): number =>
  entries.reduce((sum, { place }) => sum + (place?.size ?? 0), 0)

const hashOf = async ({ runtime: { objects } }: Services, key: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const piece of await objects.read(key)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

const foundIn = (entry: NamedEntry, within: Place | null, listed: ListedActivity | null): Found => ({
  name: entry.name,
  place: entry.place && { ...entry.place, within },
  failure: entry.failure,
  listed,
})

/**
 * Picks the recordings of a zip. Beside the list of a Strava export, which says more of each, those in the folder `activities` and those that
 * the list names count: its `routes` are plans.
 */
const pickRecordings = async (zip: ZipFile, { recordings, list }: Contents, within: Place | null): Promise<readonly Found[]> => {
  const text = list && (await readEntry(zip, list.place))
  if (list === null || !text?.ok) return recordings.map((entry) => foundIn(entry, within, null))
  const base = folderOf(list.name)
  const listed = readStravaList(new TextDecoder().decode(text.value))
  const saidOf = ({ name }: NamedEntry) => (name.startsWith(base) ? (listed.get(name.slice(base.length)) ?? null) : null)
  const isActivity = ({ name }: NamedEntry) => name.toLowerCase().startsWith(`${base}activities/`.toLowerCase())
  return recordings
    .filter((entry) => isActivity(entry) || saidOf(entry) !== null)
    .map((entry) => foundIn(entry, within, saidOf(entry)))
}

/** Lists the recordings of a zip in the archive. A zip that it contains again is not opened. */
const listInner = async (services: Services, archive: ArchiveRow, outer: ZipFile, entry: NamedEntry) => {
  const broken = (failure: Failure) => ({ entries: 1, found: [{ name: entry.name, place: null, failure, listed: null }] })
  if (entry.place === null) return broken(entry.failure)
  const zip = await openInner(services, archive, outer, entry.place)
  const entries = zip.ok ? await zip.value.entries() : zip
  if (!zip.ok) return broken(zip.failure)
  if (!entries.ok) return broken(entries.failure)
  const contents = sortEntries(entries.value)
  const found: Found[] = [...(await pickRecordings(zip.value, contents, entry.place))]
  for (const { name } of contents.zips) found.push({ name, place: null, failure: nestedTooDeep, listed: null })
  return { entries: entries.value.length, found }
}

/** Lists the recordings of an archive, with those of the zips in it. Fails where it cannot be opened, or holds none or too many. */
export const listMembers = async (services: Services, archive: ArchiveRow): Promise<Listed> => {
  const fail = (failure: Failure): Listed => ({ ok: false, failure })
  const { _id: uploadId, athleteId, declaredSha256, bytesKey } = archive
  if (declaredSha256 !== null && (await hashOf(services, bytesKey)) !== declaredSha256) return fail(CHECKSUM_MISMATCH)
  const zip = await openArchive(services, archive)
  const entries = zip.ok ? await zip.value.entries() : zip
  if (!zip.ok) return fail(zip.failure)
  if (!entries.ok) return fail(entries.failure)
  const contents = sortEntries(entries.value)
  if (bytesIn(contents.zips) > MAX_UNPACKED_BYTES) return fail(tooManyBytes)
  const found: Found[] = [...(await pickRecordings(zip.value, contents, null))]
  let count = entries.value.length
  for (const inner of contents.zips) {
    const listed = await listInner(services, archive, zip.value, inner)
    count += listed.entries
    if (count > MAX_ENTRIES) return fail(tooManyEntries)
    found.push(...listed.found)
  }
  if (found.length === 0) return fail(noRecordings)
  const unpackedBytes = bytesIn(found)
  if (unpackedBytes > MAX_UNPACKED_BYTES) return fail(tooManyBytes)
  const { stored } = await services.stores.uploads.bytesOf(athleteId)
  if (stored + unpackedBytes > MAX_STORED_BYTES) return fail(NO_ROOM)
  const members = found.map(({ name, place, failure, listed }, index): ArchiveMemberRow => {
    const said = listed ?? NOT_LISTED
    return { _id: memberId(uploadId, index), uploadId, index, fileName: shownName(name), ...said, place, failure }
  })
  return { ok: true, members }
}
