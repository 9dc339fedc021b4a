import { lineText } from '@gruppetto/graph'
import { z } from 'zod'
import { isPublicUrl, PUBLIC_URL_EXPECTED } from './web-url.ts'

export interface BrandRow {
  readonly _id: string
  readonly slug: string
  readonly name: string
  readonly logoUrl: string | null
  readonly websiteUrl: string | null
  readonly createdAt: Date
}

const SLUG_LENGTH = 40

/** Slugs are compared as they are stored: in lower case. */
export const slugKey = (slug: string): string => slug.trim().toLowerCase()

const optionalUrl = z
  .string()
  .refine(isPublicUrl, PUBLIC_URL_EXPECTED)
  .nullish()
  .transform((url) => url ?? null)

export const brandInput = z.object({
  slug: z
    .string()
    .transform(slugKey)
    .pipe(
      z
        .string()
        .min(2, 'must have at least 2 characters')
        .max(SLUG_LENGTH, `must have at most ${SLUG_LENGTH} characters`)
        .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be letters, digits and single hyphens between them'),
    ),
  name: lineText(1, 80),
  logoUrl: optionalUrl,
  websiteUrl: optionalUrl,
})
