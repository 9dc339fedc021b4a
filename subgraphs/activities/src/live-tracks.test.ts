import { type LiveTrack, trackOf } from '@gruppetto/recordings'
import { describe, expect, it } from 'vitest'
import { openLiveTracks } from './live-tracks.ts'

const at = (...seconds: number[]): LiveTrack => trackOf(seconds.map((second) => ({ seconds: second, powerWatts: second })))

const open = (maxHeld?: number) => {
  const reads: number[] = []
  const clock = { ms: 1_000_000 }
  const stored = { track: at(1, 2) }
  const positions = {
    read: async (_id: string, sinceMs = 0) => {
      reads.push(sinceMs)
      return stored.track
    },
  }
  return { reads, clock, stored, tracks: openLiveTracks(positions, () => clock.ms, maxHeld) }
}

describe('tracks of watched sessions', () => {
  it('are read once for a revision, however many ask, and then only what is new', async () => {
    const { reads, clock, stored, tracks } = open()
    const first = await tracks.read({ _id: 'live_1', revision: 3 })
    expect(await tracks.read({ _id: 'live_1', revision: 3 })).toBe(first)
    expect(await tracks.read({ _id: 'live_1', revision: 2 })).toBe(first)
    expect(reads).toEqual([0])
    stored.track = at(2, 3)
    clock.ms += 10_000
    const second = await tracks.read({ _id: 'live_1', revision: 4 })
    expect([...second.timeSeconds]).toEqual([1, 2, 3])
    // From a minute before the last read on: what was being written meanwhile is not missed.
    expect(reads).toEqual([0, 940_000])
  })

  it('are let go of, the one held longest first, and read again', async () => {
    const { reads, tracks } = open(4)
    for (const id of ['live_1', 'live_2', 'live_3', 'live_2']) await tracks.read({ _id: id, revision: 1 })
    expect(reads).toEqual([0, 0, 0])
    await tracks.read({ _id: 'live_1', revision: 1 })
    expect(reads).toEqual([0, 0, 0, 0])
  })
})
