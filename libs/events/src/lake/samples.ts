import { promisify } from 'node:util'
import { deflateRaw, inflateRawSync } from 'node:zlib'
import { z } from 'zod'

const number = z.number().nullable()
const count = z.number().int().nullable()

/** What the samples of a recording are where its athlete gives them for statistics: lists of one length, save those of the areas. */
export const sharedSamples = z.object({
  /** Since the first sample that is shown. */
  elapsedSeconds: z.array(z.number()),
  /** Null where the recording has no such channel, or the athlete hides it. A sample without a value is null. */
  speedMps: z.array(number).nullable(),
  heartRateBpm: z.array(count).nullable(),
  cadenceRpm: z.array(count).nullable(),
  powerWatts: z.array(count).nullable(),
  temperatureCelsius: z.array(number).nullable(),
  /** Metres of height for a metre of way. */
  gradient: z.array(number).nullable(),
  /** In which cells of H3's resolution 7 it was, as in activity.explored, and since which full minute in each. */
  areas: z.array(z.number().int().min(0)),
  areasSinceSeconds: z.array(z.number().int().min(0)),
})
export type SharedSamples = z.infer<typeof sharedSamples>

/** The largest text of packed samples: an event has to fit into a message. */
export const PACKED_MAX = 800_000
/** Packed samples of that size are much smaller than this. A text that says otherwise must not fill the memory. */
const UNPACKED_MAX_BYTES = 32 * 1024 ** 2

const deflate = promisify(deflateRaw)

/** Returns samples as a text for an event: JSON, deflated, in base64. */
export const packSamples = async (samples: SharedSamples): Promise<string> =>
  (await deflate(JSON.stringify(samples))).toString('base64')

/** Returns what was packed. Throws for a text that is no packed samples; what is in them is not checked. */
export const unpackSamples = (text: string): unknown =>
  JSON.parse(inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: UNPACKED_MAX_BYTES }).toString())
