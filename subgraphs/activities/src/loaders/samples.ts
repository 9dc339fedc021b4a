import { setImmediate } from 'node:timers/promises'
import type { ColumnName, SampleColumns } from '@gruppetto/recordings'
import DataLoader from 'dataloader'
import type { SampleOwner, Samples } from '../stores/samples.ts'

export interface SamplesKey extends SampleOwner {
  readonly names: readonly ColumnName[]
}

interface Asked extends SamplesKey {
  readonly resolve: (columns: SampleColumns) => void
  readonly reject: (error: unknown) => void
}

export const ownerKey = ({ activityId, revision }: SampleOwner): string => `${activityId}:${revision}`

/** Recordings read at once whatever their length: most requests ask for no more. */
const FEW = 4
/** More of them are read at once as far as their columns hold so many values: 16 MB. */
const VALUES_AT_ONCE = 2_000_000

const columnsOf = (keys: readonly SamplesKey[]): readonly ColumnName[] => [...new Set(keys.flatMap(({ names }) => names))]

/** Each recording once. */
const ownersOf = (asked: readonly SampleOwner[]): readonly SampleOwner[] => [
  ...new Map(asked.map((one) => [ownerKey(one), one])).values(),
]

/**
 * Columns of recordings, for one request. What is asked in one turn of the event loop is read together, but no more at once than memory has room
 * for, one read after the other, and none is kept: whoever asks draws what is needed of it before the next is read.
 */
export const makeSampleLoaders = (samples: Pick<Samples, 'readMany' | 'counts'>) => {
  const sampleCount = new DataLoader<SampleOwner, number, string>((owners) => samples.counts(owners), { cacheKeyFn: ownerKey })
  let waiting: readonly Asked[] = []
  let isReading = false

  /** The recordings to read next: the first of those waiting, and as many after it as there is room for. */
  const nextOwners = async (): Promise<ReadonlySet<string>> => {
    const owners = ownersOf(waiting)
    if (owners.length <= FEW) return new Set(owners.map(ownerKey))
    const counts = await Promise.all(owners.map((owner) => sampleCount.load(owner)))
    const width = columnsOf(waiting).length
    let values = 0
    const isRoom = (index: number): boolean => {
      values += (counts[index] ?? 0) * width
      return index === 0 || values <= VALUES_AT_ONCE
    }
    const end = owners.findIndex((_owner, index) => !isRoom(index))
    return new Set(owners.slice(0, end === -1 ? owners.length : end).map(ownerKey))
  }

  const readNext = async (): Promise<void> => {
    const next = await nextOwners()
    const asked = waiting.filter((one) => next.has(ownerKey(one)))
    waiting = waiting.filter((one) => !next.has(ownerKey(one)))
    try {
      const owners = ownersOf(asked)
      const read = await samples.readMany(owners, columnsOf(asked))
      const found = new Map(owners.map((owner, index) => [ownerKey(owner), read[index]]))
      for (const { names, resolve, ...owner } of asked)
        resolve(Object.fromEntries(names.map((name) => [name, found.get(ownerKey(owner))?.[name]])))
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }

  const readAll = async (): Promise<void> => {
    isReading = true
    // Until all of this turn have asked; and after each read until those who asked have drawn it.
    await setImmediate()
    while (waiting.length > 0) {
      await readNext().catch((error) => {
        for (const { reject } of waiting) reject(error)
        waiting = []
      })
      await setImmediate()
    }
    isReading = false
  }

  return {
    /** How many samples there are of a recording; none is read. */
    sampleCount,
    samples: {
      load: (key: SamplesKey): Promise<SampleColumns> =>
        new Promise((resolve, reject) => {
          waiting = [...waiting, { ...key, resolve, reject }]
          if (!isReading) void readAll()
        }),
    },
  }
}
