import { z } from 'zod'
import { FUTURE_SLACK_MS } from './live-session.ts'

const MAX_POSITIONS_AT_ONCE = 500

const between = (least: number, most: number) =>
  z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`).nullish()

/** The positions that a client may send. No value is corrected; each invalid one is named by its place in the list. */
export const positionsInput = (nowMs: number) =>
  z
    .array(
      z
        .object({
          at: z.date().refine((at) => at.getTime() <= nowMs + FUTURE_SLACK_MS, 'lies in the future: is the clock right?'),
          latitude: between(-90, 90),
          longitude: between(-180, 180),
          altitudeMeters: between(-1000, 20_000),
          distanceMeters: between(0, 100_000_000),
          heartRateBpm: between(1, 254),
          powerWatts: between(0, 10_000),
          cadenceRpm: between(0, 300),
        })
        .refine(({ latitude, longitude }) => (latitude == null) === (longitude == null), {
          path: ['latitude'],
          message: 'needs longitude beside it, and longitude latitude',
        }),
    )
    .min(1, 'must hold at least one position')
    .max(MAX_POSITIONS_AT_ONCE, `must hold at most ${MAX_POSITIONS_AT_ONCE} positions`)

export type GivenPosition = z.infer<ReturnType<typeof positionsInput>>[number]
