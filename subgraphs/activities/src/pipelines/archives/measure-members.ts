import { createHash } from 'node:crypto'
import { newId } from '@gruppetto/graph'
import type { ArchiveMemberRow, ArchiveRow } from '../../domain/archives/archive.ts'
import { corrupt } from '../../domain/archives/members.ts'
import type { MemberOutcome } from '../../domain/archives/plan-members.ts'
import { sportOfListed } from '../../domain/archives/strava-list.ts'
import { findRepeated, type KnownRecording } from '../../domain/known-recordings.ts'
import { fitsIntoCommit, type MeasuredLeg } from '../../domain/measured-leg.ts'
import { areMeasuredAlike } from '../../domain/replay.ts'
import { type Failure, type FileWarning, INTERNAL, originalKey } from '../../domain/upload.ts'
import type { Services } from '../../services.ts'
import { type Correction, PoolClosedError } from '../../threads/recording-pool.ts'
import { findDuplicateFile } from '../find-duplicate-file.ts'
import { readPrivacyRules } from '../privacy-rules.ts'
import { type MeasuredLegs, writeLegs } from '../write-samples.ts'
import { openArchive, openInner } from './list-members.ts'
import { readEntry, type ZipFile } from './zip-file.ts'

/** How many recordings are read and measured while one before them is written. */
const AHEAD = 2

/** A recording that was read and measured, and is to be written. */
interface Measured extends MeasuredLegs {
  readonly kind: 'MEASURED'
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly warnings: readonly FileWarning[]
}
type Examined = Measured | { readonly kind: 'DUPLICATE' } | { readonly kind: 'FAILED'; readonly failure: Failure }

const fail = (failure: Failure): Examined => ({ kind: 'FAILED', failure })

/** Opens the zip in which a recording lies: the archive, or one in it. */
const openZips = (services: Services, archive: ArchiveRow) => {
  let outer: ReturnType<typeof openArchive> | null = null
  const inner = new Map<number, ReturnType<typeof openArchive>>()
  const openOuter = () => {
    outer ??= openArchive(services, archive)
    return outer
  }
  return async ({ place }: ArchiveMemberRow): ReturnType<typeof openArchive> => {
    const zip = await openOuter()
    if (!zip.ok || !place?.within) return zip
    const { within } = place
    const opened = inner.get(within.offset) ?? openInner(services, archive, zip.value, within)
    inner.set(within.offset, opened)
    return opened
  }
}

const readMember = async (zip: ZipFile, { place }: ArchiveMemberRow) =>
  place === null ? { ok: false as const, failure: corrupt('It cannot be read.') } : readEntry(zip, place)

/**
 * Reads and measures a page of the recordings of an archive, and writes their originals and samples. What is a duplicate is not written. An
 * error of ours fails the recording alone. Stops early where a commit would become too large. Throws when the process ends meanwhile.
 */
export const measureMembers = async (
  services: Services,
  archive: ArchiveRow,
  members: readonly ArchiveMemberRow[],
): Promise<readonly MemberOutcome[]> => {
  const { runtime, recordings } = services
  const { athleteId } = archive
  const openZipOf = openZips(services, archive)
  const rules = await readPrivacyRules(services, athleteId)

  const measure = async (bytes: Uint8Array, fileName: string, correction: Correction | null = null) =>
    recordings.measure(bytes, fileName, rules, { correction, isBackground: true }).catch((error: unknown) => {
      if (error instanceof PoolClosedError) throw error
      runtime.log.error({ err: error, archiveId: archive._id, fileName }, 'a recording of an archive could not be measured')
      return { ok: false as const, ...INTERNAL, message: 'Something went wrong on our side.' }
    })

  /**
   * Measures a recording as the sport that the list of the archive names, where it can be measured so. Of a file with several recordings the list
   * has one row, which says nothing of each.
   */
  const measureMember = async (bytes: Uint8Array, { fileName, sport: listed = null }: ArchiveMemberRow) => {
    const result = await measure(bytes, fileName)
    const [leg, ...others] = result.ok ? result.legs : []
    if (!result.ok || leg === undefined || others.length > 0) return result
    const sport = sportOfListed(listed, leg.sport)
    if (areMeasuredAlike(leg.sport, sport)) return { ...result, legs: [{ ...leg, sport }] }
    const corrected = await measure(bytes, fileName, { index: 0, sport, crop: null })
    // Another file of the same recording has the sport of its device. The fingerprint that identifies both as one recording stays.
    return corrected.ok
      ? { ...corrected, legs: corrected.legs.map((each) => ({ ...each, fingerprint: leg.fingerprint })) }
      : result
  }

  const examine = async (member: ArchiveMemberRow): Promise<Examined> => {
    const zip = await openZipOf(member)
    if (!zip.ok) return fail(zip.failure)
    const read = await readMember(zip.value, member)
    if (!read.ok) return fail(read.failure)
    const bytes = read.value
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    if ((await findDuplicateFile(services, athleteId, sha256)) !== null) return { kind: 'DUPLICATE' }
    const result = await measureMember(bytes, member)
    if (!result.ok) return fail({ code: result.code, message: result.message, duplicateOfActivityId: null })
    const { legs, warnings } = result
    const measurePart: MeasuredLegs['measurePart'] = (part) => measure(bytes, member.fileName, part)
    return { kind: 'MEASURED', bytes, sha256, legs, warnings, measurePart }
  }

  /** The recordings that this page has written so far. */
  const written: KnownRecording[] = []
  const keep = async (member: ArchiveMemberRow, measured: Measured): Promise<MemberOutcome> => {
    const { bytes, sha256, legs, warnings } = measured
    if (legs.every((leg) => findRepeated(leg, written) !== null)) return { kind: 'DUPLICATE', member }
    const planned = await writeLegs(services, athleteId, measured)
    if (planned.every(({ repeats }) => repeats !== null)) return { kind: 'DUPLICATE', member }
    await runtime.objects.write(originalKey(sha256), bytes)
    const uploadId = newId('Upload')
    for (const { leg, samples } of planned)
      if (samples !== null)
        written.push({ _id: samples.activityId, fingerprint: leg.fingerprint, uploadId, samplesRevision: samples.revision })
    return { kind: 'MEASURED', member, uploadId, gearId: newId('Gear'), sha256, sizeBytes: bytes.length, legs: planned, warnings }
  }

  const begin = (member: ArchiveMemberRow): Promise<Examined> => {
    const examining = examine(member)
    // Its turn comes later, or never when one before it throws.
    examining.catch(() => undefined)
    return examining
  }
  const ahead = members.slice(0, AHEAD).map(begin)
  const outcomes: MemberOutcome[] = []
  let legsSoFar: readonly MeasuredLeg[] = []
  for (const [index, member] of members.entries()) {
    const following = members[index + AHEAD]
    const examined = await (ahead[index] as Promise<Examined>)
    if (examined.kind === 'MEASURED') {
      if (outcomes.length > 0 && !fitsIntoCommit([...legsSoFar, ...examined.legs])) break
      legsSoFar = [...legsSoFar, ...examined.legs]
    }
    if (following !== undefined) ahead.push(begin(following))
    if (examined.kind === 'MEASURED') outcomes.push(await keep(member, examined))
    else if (examined.kind === 'DUPLICATE') outcomes.push({ kind: 'DUPLICATE', member })
    else outcomes.push({ kind: 'FAILED', member, failure: examined.failure })
  }
  await Promise.allSettled(ahead)
  return outcomes
}
