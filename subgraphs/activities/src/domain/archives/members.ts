import { cleanLine } from '@gruppetto/graph'
import { type Failure, MAX_UPLOAD_BYTES } from '../upload.ts'

/** The most bytes of a zip that may be sent. GraphQL's Int ends shortly after. */
export const MAX_ARCHIVE_BYTES = 2_000_000_000
/** The most entries of an archive, with those of the zips in it: more than twenty years of a watch that writes many files a day. */
export const MAX_ENTRIES = 100_000
/** The most bytes of all recordings of an archive, unpacked. */
export const MAX_UNPACKED_BYTES = 10 * 1024 ** 3
/** The most bytes of the list of a Strava export. */
const MAX_LIST_BYTES = 32 * 1024 * 1024

/** Recordings expand to 5 to 40 times their size. One that expands to more is meant to cost more than it took to send. */
const MOST_TIMES = 100
const ALWAYS_BYTES = 8_000_000

const STORED = 0
const DEFLATED = 8
/** The fixed part of what precedes the bytes of an entry. */
const LOCAL_HEADER_BYTES = 30
const MAX_FILE_NAME = 255

/** An entry as the directory of a zip describes it. */
export interface ZipEntry {
  readonly name: string
  /** Whether the name leads out of the archive. It would be harmless, since no file is ever written under it. */
  readonly isNameUnsafe: boolean
  readonly isEncrypted: boolean
  readonly method: number
  readonly offset: number
  readonly compressedSize: number
  readonly size: number
  readonly crc32: number
}

/** Where the bytes of an entry lie. */
export interface Place extends Pick<ZipEntry, 'offset' | 'compressedSize' | 'size' | 'crc32'> {
  readonly isDeflated: boolean
}

/** Where the bytes of a recording lie: in the archive, or in a zip in it. */
export interface MemberPlace extends Place {
  readonly within: Place | null
}

type Readable = { readonly place: Place; readonly failure: null } | { readonly place: null; readonly failure: Failure }
export type NamedEntry = Readable & { readonly name: string }

/** What of a zip is of interest. */
export interface Contents {
  readonly recordings: readonly NamedEntry[]
  readonly zips: readonly NamedEntry[]
  /** The list of a Strava export: activities.csv. */
  readonly list: (NamedEntry & { readonly place: Place }) | null
}

const fail = (code: Failure['code'], message: string): Failure => ({ code, message, duplicateOfActivityId: null })

export const tooManyEntries = fail('TOO_LARGE', `The archive holds more than ${MAX_ENTRIES} files: split it.`)
export const tooManyBytes = fail('TOO_LARGE', 'The recordings of the archive are larger than 10 GiB together: split it.')
export const noRecordings = fail('NOT_A_RECORDING', 'The archive holds no recording: no file of it is named .fit, .gpx or .tcx.')
export const nestedTooDeep = fail('UNSUPPORTED_FORMAT', 'It is a zip in a zip in a zip: unpack one of them.')
const unsafeName = fail('CORRUPT_FILE', 'Its name leads out of the archive.')
const encrypted = fail('UNSUPPORTED_FORMAT', 'It is encrypted.')
const otherMethod = fail('UNSUPPORTED_FORMAT', 'It is compressed in a way that cannot be read: use the ordinary one (deflate).')
const overlapping = fail('CORRUPT_FILE', 'Its bytes are those of another file of the archive too.')
const bomb = fail('TOO_LARGE', `It unpacks to more than ${MOST_TIMES} times its size.`)
const tooLarge = (mostBytes: number): Failure => fail('TOO_LARGE', `It unpacks to more than ${mostBytes} bytes.`)
export const corrupt = (message: string): Failure => fail('CORRUPT_FILE', message)

/** The name of a file in an archive as it is shown. */
export const shownName = (name: string): string => cleanLine(name, MAX_FILE_NAME) ?? 'unnamed'

/**
 * Returns the entries that share bytes with another entry. A zip that names the same bytes thousands of times is a bomb that no
 * ratio gives away.
 */
const findOverlapping = (entries: readonly ZipEntry[]): ReadonlySet<ZipEntry> => {
  const overlaps = new Set<ZipEntry>()
  let furthest: { readonly entry: ZipEntry; readonly end: number } | null = null
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    const end = entry.offset + LOCAL_HEADER_BYTES + entry.compressedSize
    if (furthest !== null && entry.offset < furthest.end) overlaps.add(furthest.entry).add(entry)
    if (furthest === null || end > furthest.end) furthest = { entry, end }
  }
  return overlaps
}

const isBomb = ({ size, compressedSize }: ZipEntry): boolean => size > Math.max(ALWAYS_BYTES, compressedSize * MOST_TIMES)

const problemOf = (entry: ZipEntry, isOverlapping: boolean, mostBytes: number): Failure | null => {
  if (entry.isNameUnsafe) return unsafeName
  if (entry.isEncrypted) return encrypted
  if (entry.method !== STORED && entry.method !== DEFLATED) return otherMethod
  if (isOverlapping) return overlapping
  if (entry.size > mostBytes) return tooLarge(mostBytes)
  return isBomb(entry) ? bomb : null
}

/** Files that a Mac adds to a zip, and hidden ones. */
const isHidden = (name: string): boolean => /(^|\/)(\.[^./]|__MACOSX\/)/.test(name)
const isRecording = (name: string): boolean => /\.(fit|gpx|tcx)(\.gz)?$/i.test(name)
const isZip = (name: string): boolean => /\.zip$/i.test(name)
const isList = (name: string): boolean => /(^|\/)activities\.csv$/i.test(name)

/** The folder of a path, with its slash; empty for none. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** Picks what is of interest from the entries of a zip, and says of each what is wrong with it. The names decide: nothing is read. */
export const sortEntries = (entries: readonly ZipEntry[]): Contents => {
  const overlaps = findOverlapping(entries)
  const files = entries.filter(({ name }) => !name.endsWith('/') && !isHidden(name))
  const named = (entry: ZipEntry, mostBytes: number): NamedEntry => {
    const { name, method, offset, compressedSize, size, crc32 } = entry
    const failure = problemOf(entry, overlaps.has(entry), mostBytes)
    if (failure !== null) return { name, place: null, failure }
    return { name, place: { offset, compressedSize, size, crc32, isDeflated: method === DEFLATED }, failure: null }
  }
  const lists = files.filter(({ name }) => isList(name)).map((entry) => named(entry, MAX_LIST_BYTES))
  // The one in the outermost folder.
  const [list] = lists.flatMap((each) => (each.place === null ? [] : [each])).sort((a, b) => a.name.length - b.name.length)
  return {
    recordings: files.filter(({ name }) => isRecording(name)).map((entry) => named(entry, MAX_UPLOAD_BYTES)),
    zips: files.filter(({ name }) => isZip(name)).map((entry) => named(entry, MAX_ARCHIVE_BYTES)),
    list: list ?? null,
  }
}
