import { awaitProjection } from '@gruppetto/relations'
import { type AnyWorker, crashPoint, defineWorker, RetryEvent, type Tx } from '@gruppetto/runtime'
import {
  type ArchiveMemberRow,
  type ArchiveRow,
  finishArchive,
  foundOf,
  isAtStep,
  listArchive,
} from '../domain/archives/archive.ts'
import { type MemberOutcome, type MembersPlan, planMembers } from '../domain/archives/plan-members.ts'
import type { AthleteDefaults } from '../domain/build-activity.ts'
import { type Failure, INTERNAL, STAGED_LEFTOVER_MS, stagedKey } from '../domain/upload.ts'
import { listMembers } from '../pipelines/archives/list-members.ts'
import { measureMembers } from '../pipelines/archives/measure-members.ts'
import { saveArchive, saveFailure, saveUpload } from '../pipelines/change-upload.ts'
import { findKnownRecordings } from '../pipelines/find-known-recordings.ts'
import { requireCurrentRules } from '../pipelines/privacy-rules.ts'
import { savePlan } from '../pipelines/save-plan.ts'
import type { Services } from '../services.ts'

/** How many recordings one event imports. */
const PAGE_SIZE = 20

type Page =
  | { readonly kind: 'STALE' }
  | { readonly kind: 'REFUSED'; readonly row: ArchiveRow; readonly failure: Failure }
  | { readonly kind: 'LISTED'; readonly row: ArchiveRow; readonly members: readonly ArchiveMemberRow[] }
  | {
      readonly kind: 'MEASURED'
      readonly row: ArchiveRow
      readonly outcomes: readonly MemberOutcome[]
      readonly athlete: AthleteDefaults
    }
  | { readonly kind: 'OVER'; readonly row: ArchiveRow }

const STALE: Page = { kind: 'STALE' }

/**
 * Imports archives page by page. Each page is one event and one commit, which emits the event of the next, so a crash loses no more than the
 * work on a page, and the archives of several athletes take turns. One page at a time, in each process, whose files wait behind all others:
 * single uploads have the rest of the machine.
 */
export const importArchive = (services: Services): AnyWorker => {
  const { runtime, stores, relations } = services

  const list = async (row: ArchiveRow): Promise<Page> => {
    const listed = await listMembers(services, row)
    if (!listed.ok) return { kind: 'REFUSED', row, failure: listed.failure }
    // Before the commit, since there may be thousands. What is written again is the same.
    await stores.archiveMembers.put(listed.members)
    crashPoint('activities-import-archive:listed')
    return { kind: 'LISTED', row, members: listed.members }
  }

  const readPage = async (row: ArchiveRow): Promise<Page> => {
    const members = await stores.archiveMembers.waiting(row._id, PAGE_SIZE)
    if (members.length === 0) return { kind: 'OVER', row }
    const { athleteId } = row
    const athlete = await awaitProjection(athleteId, runtime.now(), () => relations.accounts.get(athleteId))
    if (athlete === null) throw new RetryEvent(`the account ${athleteId} has not arrived here yet`)
    const outcomes = await measureMembers(services, row, members)
    crashPoint('activities-import-archive:measured')
    return { kind: 'MEASURED', row, outcomes, athlete }
  }

  const saveMembers = async ({ archive, uploads, plans, gear, settled }: MembersPlan, nowMs: number, tx: Tx): Promise<void> => {
    stores.uploads.insertAtCommit(uploads, tx)
    for (const row of gear) await stores.gear.insert(row, tx)
    for (const plan of plans) await savePlan(services, plan, nowMs, tx)
    await stores.archiveMembers.settle(settled, tx)
    await saveArchive(services, archive, uploads.length, tx)
  }

  const saveOver = async (row: ArchiveRow, nowMs: number, tx: Tx): Promise<void> => {
    const { _id: uploadId, athleteId, fileName, archive } = row
    const { imported, duplicates, failed } = archive
    // When the deletion is lost in a crash, the job sweep-uploads does it.
    tx.afterCommit(() => runtime.objects.delete(stagedKey(uploadId)))
    await stores.archiveTurns.remove(uploadId, tx)
    await saveUpload(services, finishArchive(row, new Date(nowMs + STAGED_LEFTOVER_MS)), tx)
    tx.emit('archive.imported', {
      uploadId,
      athleteId,
      fileName,
      found: foundOf(archive),
      imported,
      duplicates,
      failed,
      at: nowMs,
    })
  }

  return defineWorker({
    name: 'activities-import-archive',
    on: ['archive.advanced'],
    prepare: async ({ data: { uploadId, attempt, step } }) => {
      const row = await stores.uploads.get(uploadId)
      if (!isAtStep(row, attempt, step)) return STALE
      return row.archive.listed === null ? list(row) : readPage(row)
    },
    load: async (_event, tx, page) => {
      if (page.kind !== 'MEASURED') return null
      const { athleteId } = page.row
      // The lock comes first: no other transaction of this athlete adds to what is read below before this one commits.
      await stores.athleteLocks.take(athleteId, tx)
      const files = page.outcomes.map((each) => (each.kind === 'MEASURED' ? each.legs : []))
      const legs = files.map((planned) => planned.map(({ leg }) => leg))
      await requireCurrentRules(services, athleteId, legs.flat(), tx)
      const known = await findKnownRecordings(services, athleteId, legs, tx)
      const replaced = files.flat().flatMap(({ replaces }) => replaces?.activityId ?? [])
      const liveMade = await stores.activities.many(replaced, tx)
      const profiles = (await stores.trainingProfiles.get(athleteId, tx))?.profiles ?? []
      return { known, liveMade, profiles, gear: await stores.gear.ofAthlete(athleteId, tx) }
    },
    decide: (_event, facts, page, { nowMs }) => {
      if (page.kind !== 'MEASURED' || facts === null) return { page, plan: null, nowMs }
      return { page, plan: planMembers(page.row, page.outcomes, { ...facts, athlete: page.athlete }, nowMs), nowMs }
    },
    save: async ({ page, plan, nowMs }, tx) => {
      if (page.kind === 'STALE') return
      if (page.kind === 'REFUSED') return saveFailure(services, page.row, page.failure, tx)
      if (page.kind === 'OVER') return saveOver(page.row, nowMs, tx)
      if (page.kind === 'LISTED') {
        const failed = page.members.filter(({ failure }) => failure !== null).length
        return saveArchive(services, listArchive(page.row, page.members.length, failed), 0, tx)
      }
      if (plan === null)
        throw new RetryEvent('a live session has become an activity meanwhile: the samples of a recording lie elsewhere')
      await saveMembers(plan, nowMs, tx)
    },
    onDeadLetter: async ({ data: { uploadId, attempt, step } }, _reason, tx) => {
      const row = await stores.uploads.get(uploadId, tx)
      if (isAtStep(row, attempt, step)) await saveFailure(services, row, INTERNAL, tx)
    },
    concurrency: 1,
  })
}
