import { join } from 'node:path'
import { groupBy } from '@gruppetto/graph'
import { forgettableBefore, groupsOf, isDueForTheDead, lastClosedDay } from '../domain/compaction.ts'
import { LAKE_FOLDER, type LakeFile } from '../domain/files.ts'
import { columnsOfEvent, eventsInLake } from '../domain/tables.ts'
import { BrokenFileError, fetchFile } from '../parquet/files.ts'
import { mergeParquet } from '../parquet/merge.ts'
import type { Services } from '../services.ts'
import { KEPT_REPLACED_MS, TURN_MS } from '../settings.ts'
import type { TurnRow } from '../stores/turns.ts'
import { giveSign, publishFiles, takeBack, whileSigning } from './publish-files.ts'

/** What a compaction has done. */
export interface Compacted {
  /** How many files have become how many, and how many rows of dead keys or of repetitions are gone. */
  readonly replaced: number
  readonly written: number
  readonly rowsGone: number
  /** How many objects nobody needs any more were removed. */
  readonly removed: number
}

interface Work {
  readonly services: Services
  readonly turn: TurnRow
  readonly dead: readonly { readonly _id: string; readonly diedAt: Date }[]
  /** When `dead` was read. */
  readonly cleanAt: Date
  readonly sums: { replaced: number; written: number; rowsGone: number; removed: number }
}

/** Makes one file of some. The files that are replaced stay LIVE until it is there. */
const mergeGroup = async (work: Work, group: readonly LakeFile[]): Promise<void> => {
  const { services, turn, dead, cleanAt, sums } = work
  const { stores, runtime, scratch } = services
  const [{ event, day } = { event: '', day: '' }] = group
  await scratch.within(async (folder) => {
    const output = join(folder, 'output.parquet')
    const merged = await whileSigning(services, turn, async () => {
      const inputs: string[] = []
      for (const file of group) {
        const path = join(folder, `input-${inputs.length}.parquet`)
        await fetchFile(runtime.objects, file, path)
        inputs.push(path)
      }
      const keys = dead.map(({ _id }) => _id)
      return mergeParquet(columnsOfEvent(event), { inputs, dead: keys, output, spill: join(folder, 'spill') })
    })
    const firstSequence = Math.min(...group.map((file) => file.firstSequence))
    const lastSequence = Math.max(...group.map((file) => file.lastSequence))
    // No two files of all compactions have the same name.
    const name = `${firstSequence}-${lastSequence}-compacted${turn.turn}.${sums.written + 1}.parquet`
    const key = `${LAKE_FOLDER}/event=${event}/day=${day}/${name}`
    const made = merged === null ? [] : [{ _id: key, path: output, event, day, ...merged, firstSequence, lastSequence, cleanAt }]
    const replaced = group.map(({ _id }) => _id)
    await publishFiles(services, {
      turn,
      origin: 'COMPACTION',
      made,
      finish: async (tx) => {
        const count = await stores.files.replace(replaced, new Date(runtime.now()), tx)
        if (count !== group.length) throw new Error(`${count} of ${group.length} files that are merged are there`)
      },
    })
    sums.replaced += group.length
    sums.written += made.length
    sums.rowsGone += group.reduce((sum, { rows }) => sum + rows, 0) - (merged?.rows ?? 0)
  })
}

const mergeDay = async (work: Work, files: readonly LakeFile[]): Promise<void> => {
  const { runtime } = work.services
  const diedAt = work.dead.map((key) => key.diedAt)
  for (const group of groupsOf(files, (file) => isDueForTheDead(file, diedAt, runtime.now()))) {
    try {
      await mergeGroup(work, group)
    } catch (error) {
      if (!(error instanceof BrokenFileError)) throw error
      // The other days go on. Readers stumble over this file too, and say so.
      runtime.log.error({ err: error }, 'a file of the lake is broken; its day is not compacted')
    }
  }
}

const mergeEvent = async (work: Work, event: string): Promise<void> => {
  const { stores, runtime } = work.services
  const files: LakeFile[] = []
  // All files of one event are some thousands of rows a year. They are read before the first is replaced.
  for await (const file of stores.files.liveUntil(event, lastClosedDay(runtime.now()))) files.push(file)
  for (const ofDay of groupBy(files, ({ day }) => day).values()) await mergeDay(work, ofDay)
}

/** Removes what was replaced a day ago, and objects that no row of the registry knows. */
const removeOld = async ({ services, sums }: Work): Promise<void> => {
  const { stores, runtime } = services
  for (const { _id } of await stores.files.replacedBefore(new Date(runtime.now() - KEPT_REPLACED_MS))) {
    await runtime.objects.delete(_id)
    await stores.files.forget(_id)
    sums.removed += 1
  }
  // An object gets its row before it is there, so one that is listed and has none is what a process that was thought dead has put.
  const listed = await runtime.objects.list(LAKE_FOLDER)
  const known = await stores.files.keys()
  for (const key of listed) {
    if (known.has(key)) continue
    await runtime.objects.delete(key)
    sums.removed += 1
  }
}

/**
 * Merges the files of each closed day, drops the rows of dead keys, and removes what nobody needs any more. One process at a time does it; returns
 * null when another one does. It may end at any point: the next one goes on.
 */
export const compact = async (services: Services): Promise<Compacted | null> => {
  const { stores, runtime } = services
  const nowMs = runtime.now()
  const turn = await stores.turns.take('compaction', new Date(nowMs), new Date(nowMs + TURN_MS))
  if (turn === null) return null
  try {
    await takeBack(services, 'COMPACTION')
    const cleanAt = new Date(nowMs)
    const dead = await stores.deadKeys.all()
    const work: Work = { services, turn, dead, cleanAt, sums: { replaced: 0, written: 0, rowsGone: 0, removed: 0 } }
    for (const event of eventsInLake()) {
      await mergeEvent(work, event)
      await giveSign(services, turn)
    }
    await removeOld(work)
    const leastClean = await stores.files.leastClean()
    await stores.deadKeys.forgetBefore(forgettableBefore(leastClean?.getTime() ?? nowMs, nowMs))
    return work.sums
  } finally {
    await stores.turns.release(turn).catch(() => undefined)
  }
}
