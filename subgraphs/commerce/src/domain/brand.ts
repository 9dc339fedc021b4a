import { broken, isTimeZone, lineText, optionalLines, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import { type BrandColors, isColor } from './embed/colors.ts'
import { siteList } from './embed/sites.ts'
import { noticeEmail } from './notice-email.ts'
import { optionalUrl } from './web-url.ts'

export interface BrandRow {
  readonly _id: string
  readonly slug: string
  readonly name: string
  /** Absent or null: none. */
  readonly description?: string | null
  readonly logoUrl: string | null
  readonly websiteUrl: string | null
  /** The zone in which its reports count the days. Absent: UTC. */
  readonly timeZone?: string
  readonly createdAt: Date
  /** The sites that may frame its boards. Absent or null: its website. */
  readonly embedSites?: readonly string[] | null
  /** Absent or null: those of the platform. */
  readonly colors?: BrandColors | null
  /** Who is told by mail what the brand should know. Absent or null: nobody. */
  readonly noticeEmail?: string | null
}

const DEFAULT_ZONE = 'UTC'

/** Returns the zone in which a brand counts the days. */
export const timeZoneOf = ({ timeZone }: Pick<BrandRow, 'timeZone'>): string => timeZone ?? DEFAULT_ZONE

const SLUG_LENGTH = 40

/** Slugs are compared as they are stored: in lower case. */
export const slugKey = (slug: string): string => slug.trim().toLowerCase()

const description = optionalLines(2000)

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
  description,
  logoUrl: optionalUrl,
  websiteUrl: optionalUrl,
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone such as Europe/Zurich')
    .nullish()
    .transform((zone) => zone ?? DEFAULT_ZONE),
})

const color = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .refine(isColor, refusal(broken('WRONG_FORMAT', 'must be a colour such as #00457c', { format: 'Color' })))

/** Of the fields that are there: null takes away what the brand may be without. */
export const updateBrandInput = z.object({
  brandId: z.string().nullish(),
  name: lineText(1, 80).optional(),
  description: description.optional(),
  logoUrl: optionalUrl.optional(),
  websiteUrl: optionalUrl.optional(),
  embedSites: siteList.nullable().optional(),
  colors: z
    .object({ primary: color, background: color.nullish().transform((value) => value ?? null) })
    .nullable()
    .optional(),
  noticeEmail: noticeEmail.optional(),
})

export type BrandChange = Omit<z.output<typeof updateBrandInput>, 'brandId'>
