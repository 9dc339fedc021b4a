import { cellAt } from '@gruppetto/recordings'
import { expect, it } from 'vitest'
import type { Services } from '../services.ts'
import type { TrackRow } from '../stores/activity-tracks.ts'
import { countNewCells } from './count-explored.ts'

const TRACKS = 1_000
/** Each passes one cell of its own and one that all pass. */
const track = (index: number): TrackRow => ({
  _id: `act_${index}`,
  athleteId: 'ath',
  kind: 'WHEELS',
  samplesRevision: 1,
  cells: [cellAt(47, 8), cellAt(47, 9 + index * 0.01)].sort((a, b) => a - b),
})

it('what an athlete has explored is counted without holding all tracks', async () => {
  let read = 0
  const readWhenAsked: number[] = []
  const services = {
    stores: {
      exploredAreas: { freshIn: async () => null },
      activityTracks: {
        async *ofAthlete() {
          for (; read < TRACKS; read += 1) yield track(read)
        },
      },
      activities: {
        daysOf: async (ids: readonly string[]) => {
          readWhenAsked.push(read)
          expect(ids).toHaveLength(100)
          return new Map(ids.map((id) => [id, '2024-05-01']))
        },
      },
    },
  } as unknown as Services
  expect(await countNewCells(services, 'ath', 2024)).toBe(TRACKS + 1)
  // The days of a portion are asked for before the tracks of the next one are read.
  expect(readWhenAsked).toEqual(Array.from({ length: 10 }, (_, portion) => 100 * portion + 99))
})
