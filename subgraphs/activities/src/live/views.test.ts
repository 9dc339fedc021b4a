import { advance, decodePolyline, type LiveTrack, trackOf } from '@gruppetto/recordings'
import { describe, expect, it } from 'vitest'
import { type LiveSessionRow, newLiveSession, takePositions } from '../domain/live-session.ts'
import { openLiveViews } from './views.ts'

const at = (...seconds: number[]): LiveTrack =>
  trackOf(seconds.map((second) => ({ seconds: second, latitude: 47 + second * 5e-5, longitude: 8, heartRateBpm: 140 })))

const session = (id: string, revision: number, ...seconds: number[]): LiveSessionRow => {
  const row = newLiveSession(id, 'ath_1', { sport: 'RIDE', visibility: 'EVERYONE' }, 1_000_000)
  return { ...takePositions(row, advance(null, at(...seconds), 40), 0, 1_000_000), revision }
}
const OPEN = { revision: 1, hideHeartRate: false, hideStartEndMeters: 0, zones: [] }

const open = (maxHeld?: number) => {
  const reads: number[] = []
  const clock = { ms: 1_000_000 }
  const stored: { track: LiveTrack; fails: boolean } = { track: at(1, 2), fails: false }
  const positions = {
    read: async (_id: string, sinceMs = 0) => {
      reads.push(sinceMs)
      if (stored.fails) throw new Error('down')
      return stored.track
    },
  }
  return { reads, clock, stored, views: openLiveViews(positions, () => clock.ms, maxHeld) }
}
const points = (track: string | null) => decodePolyline(track ?? '').length

describe('views of watched sessions', () => {
  it('take one read for a revision, however many ask at once, and later read only what is new', async () => {
    const { reads, clock, stored, views } = open()
    const first = session('live_1', 3, 1, 2)
    const seen = await Promise.all(Array.from({ length: 20 }, () => views.view(first, false, OPEN)))
    expect(new Set(seen).size).toBe(1)
    expect(seen[0]?.position).toMatchObject({ elapsedSeconds: 2, heartRateBpm: 140 })
    expect(reads).toEqual([0])
    stored.track = at(2, 3)
    clock.ms += 10_000
    const second = await views.view(session('live_1', 4, 1, 2, 3), true, undefined)
    expect(points(second.track)).toBe(2)
    expect(second.position).toMatchObject({ elapsedSeconds: 3 })
    // It reads from a minute before the last read on, so that what was being written meanwhile is not missed.
    expect(reads).toEqual([0, 940_000])
    // An older row does not cause another read.
    expect(await views.view(first, false, OPEN)).not.toBe(seen[0])
    expect(reads).toHaveLength(2)
  })

  it('differ for the athlete and for others, and change with privacy at once', async () => {
    const { reads, views } = open()
    const row = session('live_1', 3, 1, 2)
    expect((await views.view(row, true, undefined)).position).toMatchObject({ heartRateBpm: 140 })
    expect((await views.view(row, false, OPEN)).position).toMatchObject({ heartRateBpm: 140 })
    const closer = { ...OPEN, revision: 2, hideHeartRate: true }
    expect((await views.view(row, false, closer)).position).toMatchObject({ heartRateBpm: null })
    const hidden = { ...OPEN, revision: 3, hideStartEndMeters: 500 }
    expect(await views.view(row, false, hidden)).toEqual({ position: null, track: null, spanMeters: null })
    expect(reads).toHaveLength(1)
  })

  it('are evicted, the oldest first, and read again; a read that fails is tried again', async () => {
    const { reads, stored, views } = open(204)
    for (const id of ['live_1', 'live_2', 'live_3', 'live_2']) await views.view(session(id, 1, 1, 2), false, OPEN)
    expect(reads).toEqual([0, 0, 0])
    await views.view(session('live_1', 1, 1, 2), false, OPEN)
    expect(reads).toEqual([0, 0, 0, 0])
    stored.fails = true
    await expect(views.view(session('live_4', 1, 1, 2), false, OPEN)).rejects.toThrow('down')
    stored.fails = false
    expect((await views.view(session('live_4', 1, 1, 2), false, OPEN)).position).not.toBeNull()
  })
})
