import { broken, linesText, lineText, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import { type ClubRow, SLUG, slugFor } from './club.ts'
import { distinctSports } from './sports.ts'
import { wordsOf } from './text.ts'

const LONGEST_SLOW_MODE_SECONDS = 86_400
const MOST_HELD_WORDS = 100

const degrees = (max: number) => z.number().min(-max, `must be at least -${max}`).max(max, `must be at most ${max}`).nullish()

const slugText = z
  .string()
  .transform((slug) => slug.trim().toLowerCase())
  .refine(
    (slug) => slug.length >= 3 && slug.length <= 80 && SLUG.test(slug),
    refusal(broken('WRONG_FORMAT', 'must have 3 to 80 letters a-z, digits and single hyphens between them', { format: 'Slug' })),
  )
  .nullish()

/** Checks the input of a club. What it leaves out stays as it is (undefined), and null empties it. */
export const clubInput = z
  .object({
    name: lineText(3, 80),
    slug: slugText,
    description: linesText(0, 2000).nullish(),
    avatarUrl: z.string().nullish(),
    avatarPhotoId: z.string().nullish(),
    sports: distinctSports.nullish(),
    access: z.enum(['OPEN', 'ON_REQUEST', 'SECRET']).nullish(),
    latitude: degrees(90),
    longitude: degrees(180),
    slowModeSeconds: z
      .number()
      .min(0, 'must not be negative')
      .max(LONGEST_SLOW_MODE_SECONDS, `must be at most ${LONGEST_SLOW_MODE_SECONDS}`)
      .nullish(),
    heldWords: z.array(lineText(2, 60)).max(MOST_HELD_WORDS, `must be at most ${MOST_HELD_WORDS} words`).nullish(),
  })
  .refine(({ latitude, longitude }) => typeof latitude === typeof longitude, {
    path: ['latitude'],
    message: 'needs longitude beside it, and longitude latitude',
  })

export type ClubInput = z.infer<typeof clubInput>

const chosen = <Value, Known>(value: Value | undefined, known: Known): Value | Known => (value === undefined ? known : value)

/** The fields of a club that its input decides. The picture is not among them: it takes a look at the photo. */
type ClubFields = Pick<
  ClubRow,
  'name' | 'nameWords' | 'slug' | 'description' | 'avatarUrl' | 'sports' | 'access' | 'location' | 'slowModeSeconds' | 'heldWords'
>

const locationOf = ({ latitude, longitude }: ClubInput, known: ClubRow | null): ClubRow['location'] => {
  if (latitude === undefined || longitude === undefined) return known?.location ?? null
  if (latitude === null || longitude === null) return null
  return { type: 'Point', coordinates: [longitude, latitude] }
}

/**
 * Returns the fields of a club after an input. `known` is the club before it, or null for a new one. A club keeps its slug when its
 * name changes, and gets another one when it becomes SECRET or ceases to be.
 */
export const clubFieldsOf = (input: ClubInput, clubId: string, known: ClubRow | null): ClubFields => {
  const { name } = input
  const access = input.access ?? known?.access ?? 'OPEN'
  const keepsSlug = known !== null && (access === 'SECRET') === (known.access === 'SECRET')
  const slug = input.slug ?? (keepsSlug ? known.slug : null)
  return {
    name,
    nameWords: wordsOf(name),
    access,
    slug: slugFor({ access, name, slug }, clubId),
    description: chosen(input.description, known?.description) || null,
    avatarUrl: chosen(input.avatarUrl, known?.avatarUrl) ?? null,
    sports: chosen(input.sports, known?.sports) ?? [],
    location: locationOf(input, known),
    slowModeSeconds: chosen(input.slowModeSeconds, known?.slowModeSeconds) ?? 0,
    heldWords: [...new Set(chosen(input.heldWords, known?.heldWords) ?? [])],
  }
}

/** Why an input cannot be used: the slug of a SECRET club follows from its id. */
export const slugProblem = ({ slug }: ClubInput, { access }: Pick<ClubFields, 'access'>): string | null =>
  access === 'SECRET' && slug !== null && slug !== undefined
    ? 'cannot be chosen for a SECRET club, since others could find out that it is taken'
    : null

/** The circle in which clubs are searched; null for everywhere. */
export const nearInput = z
  .object({
    latitude: z.number().min(-90, 'must be at least -90').max(90, 'must be at most 90'),
    longitude: z.number().min(-180, 'must be at least -180').max(180, 'must be at most 180'),
    radiusKm: z.number().positive('must be above 0').max(500, 'must be at most 500'),
  })
  .nullish()
  .transform((near) => near ?? null)
