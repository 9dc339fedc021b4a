import { broken, refusal } from '@gruppetto/graph'
import { z } from 'zod'

/** More sites than a brand has; the header of each page names them all. */
const MAX_SITES = 20
const MAX_LENGTH = 120

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'
const PORT = '(?::[0-9]{1,5})?'
const SITE = new RegExp(`^https://(?:\\*\\.)?${LABEL}(?:\\.${LABEL})+${PORT}$`)
/** Where a developer of the brand tries the page. */
const OWN_MACHINE = new RegExp(`^http://(?:localhost|127\\.0\\.0\\.1)${PORT}$`)
/** The star of a whole top-level domain would let nearly everybody in. */
const TOO_WIDE = /^https:\/\/\*\.[^.]+$/

/**
 * Whether a text names a site as Content-Security-Policy does: `https://shop.example`, `https://*.shop.example`, or a server on
 * the own machine. It has no path, and nothing that could begin another directive.
 */
export const isSite = (text: string): boolean =>
  text.length <= MAX_LENGTH && (SITE.test(text) || OWN_MACHINE.test(text)) && !TOO_WIDE.test(text)

export const siteList = z
  .array(
    z
      .string()
      .transform((site) => site.trim().toLowerCase().replace(/\/$/, ''))
      .refine(
        isSite,
        refusal(
          broken(
            'WRONG_FORMAT',
            'must be the address of a site without a path, such as https://www.example.org or https://*.example.org',
            { format: 'Site' },
          ),
        ),
      ),
  )
  .max(MAX_SITES, `must have at most ${MAX_SITES} sites`)
  .transform((sites) => [...new Set(sites)])

/** Returns the sites that may frame the board of a brand: those it has listed, or else its website. */
export const framersOf = (brand: {
  readonly embedSites?: readonly string[] | null
  readonly websiteUrl: string | null
}): readonly string[] => {
  if (brand.embedSites) return brand.embedSites
  const origin = brand.websiteUrl === null ? null : new URL(brand.websiteUrl).origin
  return origin !== null && isSite(origin) ? [origin] : []
}
