import { broken, inTheFuture, isIdOf, issue, LONGEST_TEXT, linesText, lineText, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import { MAX_ARCHIVE_BYTES } from './archives/members.ts'
import { LEAST_CROP_SECONDS } from './crop.ts'
import { MAX_NAME_LENGTH } from './naming.ts'
import { MAX_UPLOAD_BYTES } from './upload.ts'

const DAY_SECONDS = 86_400
const LONGEST_SECONDS = 10 * DAY_SECONDS
/** Ten times the circumference of the Earth: a larger value has the wrong unit. */
const FARTHEST_METERS = 400_000_000
/** How far the clock of a client may be ahead of ours. */
const FUTURE_SLACK_MS = DAY_SECONDS * 1000
/** No recording is older than the first recording watches. */
const EARLIEST_MS = Date.UTC(1970, 0, 1)

const name = lineText(1, MAX_NAME_LENGTH)
const description = linesText(0, LONGEST_TEXT).transform((text) => (text === '' ? null : text))
const gearId = z.string().refine((id) => isIdOf('Gear', id), refusal(broken('UNUSABLE', 'must be the id of a piece of gear')))
const visibility = z.enum(['EVERYONE', 'FOLLOWERS', 'ONLY_ME'])

/** An archive may be larger than a recording. That it is one is known once it is there: until then its name says so. */
const mostBytesOf = (fileName: string): number => (/\.zip$/i.test(fileName) ? MAX_ARCHIVE_BYTES : MAX_UPLOAD_BYTES)

const uploadFields = z.object({
  fileName: lineText(1, 255),
  sizeBytes: z.number().int().min(1, 'must be at least 1: the file is empty'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')
    .transform((hex) => hex.toLowerCase())
    .nullish(),
  name: name.nullish(),
  description: description.nullish(),
  visibility: visibility.nullish(),
  gearId: gearId.nullish(),
})

export const createUploadInput = uploadFields.superRefine(({ fileName, sizeBytes }, context) => {
  const most = mostBytesOf(fileName)
  if (sizeBytes > most)
    context.addIssue({
      ...issue(broken('TOO_LARGE', `TOO_LARGE: must be at most ${most} bytes`, { max: most })),
      path: ['sizeBytes'],
    })
})

export const updateActivityInput = z.object({
  name: name.nullish(),
  description: description.nullish(),
  visibility: visibility.nullish(),
  gearId: gearId.nullish(),
  photoIds: z
    .array(z.string())
    .nullish()
    .transform((ids) => (ids === null ? [] : ids)),
})

export const cropInput = z
  .object({ fromSeconds: z.number().min(0, 'must not be negative'), toSeconds: z.number() })
  .refine(({ fromSeconds, toSeconds }) => toSeconds - fromSeconds >= LEAST_CROP_SECONDS, {
    path: ['toSeconds'],
    message: `must be at least ${LEAST_CROP_SECONDS} after fromSeconds`,
  })

/** No shoe or bicycle goes farther: a larger value has the wrong unit. */
const FARTHEST_GEAR_METERS = 10_000_000_000

export const gearInput = z.object({
  name,
  kind: z.enum(['SHOES', 'BIKE', 'OTHER']),
  retireAtMeters: z
    .number()
    .positive('must be more than 0')
    .max(FARTHEST_GEAR_METERS, `must be at most ${FARTHEST_GEAR_METERS}`)
    .nullish(),
  retired: z.boolean().nullish(),
  productId: z
    .string()
    .refine((id) => isIdOf('Product', id), refusal(broken('UNUSABLE', 'must be the id of a product')))
    .nullish(),
})

export const manualActivityInput = (nowMs: number) =>
  z.object({
    name,
    startedAt: z
      .date()
      .refine((date) => date.getTime() <= nowMs + FUTURE_SLACK_MS, refusal(inTheFuture()))
      .refine((date) => date.getTime() >= EARLIEST_MS, refusal(broken('TOO_EARLY', 'must not lie before 1970'))),
    elapsedSeconds: z
      .number()
      .int()
      .min(1, 'must be at least 1')
      .max(LONGEST_SECONDS, `must be at most ${LONGEST_SECONDS} (ten days)`),
    distanceMeters: z
      .number()
      .min(0, 'must not be negative')
      .max(FARTHEST_METERS, `must be at most ${FARTHEST_METERS}`)
      .nullish(),
    description: description.nullish(),
    visibility: visibility.nullish(),
  })
