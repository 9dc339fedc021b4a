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

/** So many recordings are read together whatever their length. Most requests ask for no more. */
const FEW = 4
/** More recordings are read together only while their columns hold at most so many values: 16 MB. */
const VALUES_AT_ONCE = 2_000_000

const columnsOf = (keys: readonly SamplesKey[]): readonly ColumnName[] => [...new Set(keys.flatMap(({ names }) => names))]

/** Returns each recording once. */
const ownersOf = (asked: readonly SampleOwner[]): readonly SampleOwner[] => [
  ...new Map(asked.map((one) => [ownerKey(one), one])).values(),
]

/**
 * Loads columns of recordings for one request. What is asked in one turn of the event loop is read together, but no more at once
 * than fits in memory. The reads run one after the other, and nothing is kept: each caller takes what it needs before the next
 * read begins.
 */
export const makeSampleLoaders = (samples: Pick<Samples, 'readMany' | 'counts'>) => {
  const sampleCount = new DataLoader<SampleOwner, number, string>((owners) => samples.counts(owners), { cacheKeyFn: ownerKey })
  let waiting: readonly Asked[] = []
  let isReading = false

  /** Returns the recordings to read next: the first that waits, and as many after it as fit. */
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
    // This lets all callers of this turn ask first, and after each read it lets the callers use what was read.
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
    /** The number of samples of a recording; no sample is read. */
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
