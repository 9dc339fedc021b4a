import { cleanLine, foldText, LONGEST_TEXT, linesText } from '@gruppetto/graph'
import type { Sport } from '../../generated/resolvers.ts'
import type { ActivityRow } from '../activity.ts'
import { type GearRow, MAX_GEAR, newGear } from '../gear.ts'
import type { KnownRecording } from '../known-recordings.ts'
import { MAX_NAME_LENGTH } from '../naming.ts'
import { type Plan, type PlanFacts, type PlannedLeg, planActivities } from '../plan-activities.ts'
import { type Failure, type FileWarning, newUpload, originalKey, type UploadRow, warningFields } from '../upload.ts'
import { type ArchiveMemberRow, type ArchiveRow, advanceArchive, gearKindOf } from './archive.ts'

/** A recording that was read, measured and written. */
export interface MeasuredMember {
  readonly kind: 'MEASURED'
  readonly member: ArchiveMemberRow
  /** The id of its upload. */
  readonly uploadId: string
  /** The id of its gear, where that is not known yet. */
  readonly gearId: string
  readonly sha256: string
  readonly sizeBytes: number
  readonly legs: readonly PlannedLeg[]
  readonly warnings: readonly FileWarning[]
}

/** What became of a recording of an archive before the commit. */
export type MemberOutcome =
  | MeasuredMember
  | { readonly kind: 'DUPLICATE'; readonly member: ArchiveMemberRow }
  | { readonly kind: 'FAILED'; readonly member: ArchiveMemberRow; readonly failure: Failure }

/** What a page depends on: what the plan of each of its recordings does, and the athlete's gear. */
export interface MembersFacts extends PlanFacts {
  readonly gear: readonly GearRow[]
}

export interface MembersPlan {
  readonly archive: UploadRow
  readonly uploads: readonly UploadRow[]
  readonly plans: readonly Plan[]
  readonly gear: readonly GearRow[]
  /** Those that do not wait any more; with `failure` where they failed. */
  readonly settled: readonly ArchiveMemberRow[]
}

const MAX_GEAR_NAME = 120
const description = linesText(0, LONGEST_TEXT)

/** The description as it may be stored; null where it may not. */
const cleanDescription = (text: string | null): string | null => {
  const read = description.safeParse((text ?? '').slice(0, LONGEST_TEXT))
  return read.success && read.data !== '' ? read.data : null
}

const isSameName = (a: string, b: string): boolean => foldText(a) === foldText(b)

/** A file in a zip of a watch that is no recording: there are thousands of them, and nobody misses them. */
const isLeftOut = (member: ArchiveMemberRow, { code }: Failure): boolean =>
  code === 'NOT_A_RECORDING' && member.place !== null && member.place.within !== null

const uploadOf = (
  archive: ArchiveRow,
  { member, uploadId, sha256, sizeBytes, warnings }: MeasuredMember,
  nowMs: number,
): UploadRow => ({
  ...newUpload(
    uploadId,
    archive.athleteId,
    {
      fileName: member.fileName,
      sizeBytes,
      declaredSha256: null,
      name: cleanLine(member.name, MAX_NAME_LENGTH),
      description: cleanDescription(member.description),
      visibility: archive.visibility,
      gearId: archive.gearId ?? null,
    },
    nowMs,
    0,
  ),
  status: 'ANALYSING',
  attempt: 1,
  sha256,
  bytesKey: originalKey(sha256),
  lookAt: null,
  ...warningFields(warnings),
  archiveId: archive._id,
})

/**
 * Decides what becomes of a page of the recordings of an archive. Each is planned as if it had been sent alone, after those before it. Gear
 * that the archive names is the athlete's of that name, or new. Returns null when the first of them has to be written anew, as
 * `planActivities` says. When it is a later one, or one that replaces a live session's recording which another of the page has just replaced,
 * the page ends before it.
 */
export const planMembers = (
  archive: ArchiveRow,
  outcomes: readonly MemberOutcome[],
  { gear, ...facts }: MembersFacts,
  nowMs: number,
): MembersPlan | null => {
  const uploads: UploadRow[] = []
  const plans: Plan[] = []
  const fresh: GearRow[] = []
  const settled: ArchiveMemberRow[] = []
  const counts = { imported: 0, duplicates: 0, failed: 0, leftOut: 0 }

  const gearFor = (name: string | null, freshId: string, sport: Sport): string | null => {
    const clean = cleanLine(name, MAX_GEAR_NAME)
    if (clean === null) return null
    const there = [...gear, ...fresh].find((each) => isSameName(each.name, clean))
    if (there !== undefined) return there._id
    if (gear.length + fresh.length >= MAX_GEAR) return null
    fresh.push(newGear(freshId, archive.athleteId, { name: clean, kind: gearKindOf(sport) }, nowMs))
    return freshId
  }
  const settle = (member: ArchiveMemberRow, failure: Failure | null = null): void => void settled.push({ ...member, failure })
  /** The recordings of the page that are planned already. */
  const before: KnownRecording[] = []
  const replacedIds = new Set<string>()

  const importOne = (outcome: MeasuredMember): boolean => {
    const { member, legs, gearId } = outcome
    const upload = uploadOf(archive, outcome, nowMs)
    const plan = planActivities(upload, legs, { ...facts, known: [...facts.known, ...before] }, nowMs)
    if (plan === null || plan.replaced.some(({ activity }) => replacedIds.has(activity._id))) return false
    if (plan.upload.failure !== null) {
      counts.duplicates += 1
      settle(member)
      return true
    }
    const [first] = [...plan.activities, ...plan.replaced.map(({ activity }) => activity)]
    const named = first === undefined ? null : gearFor(member.gear, gearId, first.sport)
    const withGear = <Row extends ActivityRow>(activity: Row): Row => (named === null ? activity : { ...activity, gearId: named })
    const dressed: Plan = {
      ...plan,
      activities: plan.activities.map(withGear),
      replaced: plan.replaced.map((each) => ({ ...each, activity: withGear(each.activity) })),
    }
    for (const { activity } of dressed.replaced) replacedIds.add(activity._id)
    before.push(...dressed.activities, ...dressed.replaced.map(({ activity }) => activity))
    plans.push(dressed)
    // A new row, whatever states the plan went through.
    uploads.push({ ...plan.upload, revision: 1, gearId: named ?? plan.upload.gearId ?? null })
    counts.imported += 1
    settle(member)
    return true
  }

  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.kind === 'DUPLICATE') {
      counts.duplicates += 1
      settle(outcome.member)
    } else if (outcome.kind === 'FAILED') {
      const isOut = isLeftOut(outcome.member, outcome.failure)
      counts[isOut ? 'leftOut' : 'failed'] += 1
      settle(outcome.member, isOut ? null : outcome.failure)
    } else if (!importOne(outcome)) {
      if (index === 0) return null
      break
    }
  }
  const made = plans.flatMap(({ activities, replaced }) => [...activities, ...replaced.map(({ activity }) => activity)])
  return { archive: advanceArchive(archive, counts, made), uploads, plans, gear: fresh, settled }
}
