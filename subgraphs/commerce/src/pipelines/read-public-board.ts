import { ranksOf } from '@gruppetto/graph'
import { type PresentedEntry, presentEntry } from '../domain/board.ts'
import { type ChallengeRow, statusOf } from '../domain/challenge.ts'
import type { PublicBoard } from '../domain/embed/board-page.ts'
import type { BrandColors } from '../domain/embed/colors.ts'
import { framersOf } from '../domain/embed/sites.ts'
import { isEmbedded } from '../domain/sponsorship.ts'
import type { Services } from '../services.ts'
import { namedAccounts } from './named-accounts.ts'

/** The rows of the JSON; the page shows the first of them. */
const ROWS = 100

/** The board of a sponsored challenge as everybody may see it, and how its brand wants it shown. */
export interface EmbeddedBoard {
  readonly board: PublicBoard & { readonly entries: readonly PresentedEntry[] }
  readonly colors: BrandColors | null
  readonly sites: readonly string[]
}

const readEntries = async (services: Services, { _id, isPublic }: ChallengeRow): Promise<readonly PresentedEntry[]> => {
  const rows = await services.stores.boards.page(_id, null, ROWS)
  // The athletes agreed to be named to the brand. Where the challenge itself is not public, they are named to nobody else.
  const accounts = await namedAccounts(services, isPublic ? rows : [])
  const ranks = ranksOf(rows.map((row) => row.score))
  return rows.map((row, index) => presentEntry(row, ranks[index] ?? 1, accounts.get(row.athleteId)))
}

/** Reads the public board of a challenge; null when it has no sponsor, or is not embedded. */
export const readPublicBoard = async (services: Services, challengeId: string): Promise<EmbeddedBoard | null> => {
  const { stores, runtime, ranking } = services
  const [challenge, sponsorship] = await Promise.all([
    stores.challenges.get(challengeId),
    stores.sponsorships.many([challengeId]).then((found) => found.get(challengeId) ?? null),
  ])
  if (challenge === null || sponsorship === null || !isEmbedded(sponsorship, challenge)) return null
  const [brands, entries, { total }] = await Promise.all([
    stores.brands.many([sponsorship.brandId]),
    readEntries(services, challenge),
    ranking.of(challengeId, []),
  ])
  const brand = brands.get(sponsorship.brandId)
  if (brand === undefined) return null
  return {
    board: {
      challengeId,
      title: challenge.title,
      status: statusOf(challenge, runtime.now()),
      startsAt: challenge.startsAt.toISOString(),
      endsAt: challenge.endsAt.toISOString(),
      metric: challenge.metric ?? null,
      brand: brand.name,
      prize: sponsorship.prize,
      termsUrl: sponsorship.termsUrl,
      // The rows may be newer than the ranks.
      totalCount: Math.max(total, entries.length),
      entries,
    },
    colors: brand.colors ?? null,
    sites: framersOf(brand),
  }
}
