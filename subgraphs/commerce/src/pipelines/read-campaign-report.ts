import { localDayOf, notFound } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { timeZoneOf } from '../domain/brand.ts'
import { type CampaignReport, type OnBoard, reportOf, startSums } from '../domain/campaign-report.ts'
import { type ChallengeRow, isSettled } from '../domain/challenge.ts'
import type { PartnerRef } from '../domain/partner.ts'
import type { SponsorshipRow } from '../domain/sponsorship.ts'
import type { Services } from '../services.ts'
import { readBrand } from './read-brand.ts'
import { requireScope } from './require-scope.ts'

export interface CampaignReportRef extends CampaignReport {
  /** Queries the database only when the client asks. */
  readonly offerClicks: () => Promise<number>
}

/** Returns the challenge and its sponsorship. NOT_FOUND unless the partner's own brand sponsors it. */
export const requireSponsored = async (
  { loaders }: Context,
  brandId: string,
  challengeId: string,
): Promise<{ readonly challenge: ChallengeRow; readonly sponsorship: SponsorshipRow }> => {
  const [challenge, sponsorship] = await Promise.all([loaders.challenge.load(challengeId), loaders.sponsorship.load(challengeId)])
  if (challenge === null || sponsorship === null || sponsorship.brandId !== brandId) throw notFound('This challenge')
  return { challenge, sponsorship }
}

const onBoardOf = ({ metric }: ChallengeRow): OnBoard => (metric === 'DISTANCE' || metric === 'ACTIVITY_COUNT' ? metric : null)

/** Counts the athletes of the board, as it stands now. */
const countReport = async ({ stores, runtime }: Services, challenge: ChallengeRow, timeZone: string): Promise<CampaignReport> => {
  const { count, sums } = startSums(timeZone)
  for await (const row of stores.boards.eachCounted(challenge._id)) {
    count({
      // Rows of earlier releases do not say when the athlete joined.
      joinedAt: row.joinedAt ?? challenge.startsAt,
      completedAt: row.completedAt,
      activities: row.activities ?? 0,
      meters: row.distanceMeters ?? 0,
    })
  }
  const nowMs = runtime.now()
  return reportOf(sums(), {
    onBoard: onBoardOf(challenge),
    today: localDayOf(nowMs, timeZone),
    isOver: isSettled(challenge, nowMs),
    firstDay: localDayOf(challenge.startsAt.getTime(), timeZone),
  })
}

/** How a challenge does that the partner's own brand sponsors. Kept for some seconds, since all rows of the board are counted. */
export const readCampaignReport = async (
  context: Context,
  partner: PartnerRef,
  challengeId: string,
): Promise<CampaignReportRef> => {
  const { stores, reports } = context
  requireScope(context, partner.brandId, 'CAMPAIGN_READ')
  const { challenge, sponsorship } = await requireSponsored(context, partner.brandId, challengeId)
  const timeZone = timeZoneOf(await readBrand(context, partner.brandId))
  const report = await reports.of(challengeId, () => countReport(context, challenge, timeZone))
  const { productId, agreedAt } = sponsorship
  return {
    ...report,
    offerClicks: () => (productId === null ? Promise.resolve(0) : stores.clicks.countSince(productId, agreedAt)),
  }
}
