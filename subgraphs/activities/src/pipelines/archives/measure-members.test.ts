import { Readable } from 'node:stream'
import { writeZip } from '@gruppetto/testing'
import { afterAll, expect, it } from 'vitest'
import type { ArchiveMemberRow, ArchiveRow } from '../../domain/archives/archive.ts'
import { sortEntries } from '../../domain/archives/members.ts'
import type { Services } from '../../services.ts'
import { openRecordingPool, PoolClosedError, type RecordingPool } from '../../threads/recording-pool.ts'
import { measureMembers } from './measure-members.ts'
import { openZip } from './zip-file.ts'

const BYTES = writeZip(['1.gpx', '2.gpx', '3.gpx'].map((name) => ({ name, bytes: Buffer.from(`<gpx>${name}</gpx>`) })))
const from = (start = 0, end = BYTES.length) => Readable.from([BYTES.subarray(start, end)], { objectMode: false })
const archive = { _id: 'upl_1', athleteId: 'ath_1', bytesKey: 'zip' } as ArchiveRow

const pools: RecordingPool[] = []
afterAll(() => Promise.all(pools.map((pool) => pool.close())))

/** The rooms that reading and measuring need. */
const servicesWith = (recordings: RecordingPool): Services => {
  pools.push(recordings)
  const objects = {
    head: async () => ({ sizeBytes: BYTES.length }),
    read: async (_key: string, range?: { from: number; to: number }) => from(range?.from, range?.to),
  }
  const stores = { athletePrivacy: { get: async () => null }, uploads: { doneWithBytes: async () => [] } }
  const log = { error: () => undefined }
  return { runtime: { objects, log, now: () => 0 }, stores, recordings } as unknown as Services
}

const members = async (): Promise<readonly ArchiveMemberRow[]> => {
  const zip = await openZip({ size: BYTES.length, read: async (start, end) => from(start, end) })
  const entries = zip.ok ? await zip.value.entries() : zip
  if (!entries.ok) throw new Error(entries.failure.message)
  return sortEntries(entries.value).recordings.map(({ name, place }, index) => ({
    ...{ _id: `upl_1:${index}`, uploadId: 'upl_1', index, fileName: name, failure: null },
    ...{ place: place && { ...place, within: null }, name: null, description: null, gear: null },
  }))
}

it('throws when the process ends meanwhile, so that no recording fails for it', async () => {
  const closed = openRecordingPool()
  await closed.close()
  await expect(measureMembers(servicesWith(closed), archive, await members())).rejects.toBeInstanceOf(PoolClosedError)
})

it('fails a recording on which the measuring code throws, alone', async () => {
  const fails = { ...openRecordingPool(), measure: () => Promise.reject(new Error('a bug')) }
  const outcomes = await measureMembers(servicesWith(fails), archive, await members())
  expect(outcomes.map((outcome) => outcome.kind === 'FAILED' && outcome.failure.code)).toEqual([
    'INTERNAL',
    'INTERNAL',
    'INTERNAL',
  ])
})
