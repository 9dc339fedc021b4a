import { portions } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type BoardRow, presentEntry } from '../domain/board.ts'
import { csvLine } from '../domain/csv.ts'
import type { PartnerRef } from '../domain/partner.ts'
import { boardCursorOf } from '../stores/boards.ts'
import { namedAccounts } from './named-accounts.ts'
import { readCampaignReport, requireSponsored } from './read-campaign-report.ts'
import { requireScope } from './require-scope.ts'

const PAGE = 1_000

/** Returns the lines of a challenge's board as a brand may see it. Pages are read as the client takes them. */
export const exportLeaderboard = async (
  context: Context,
  partner: PartnerRef,
  challengeId: string,
): Promise<() => AsyncGenerator<string>> => {
  requireScope(context, partner.brandId, 'LEADERBOARD_READ')
  await requireSponsored(context, partner.brandId, challengeId)
  const { stores } = context
  return async function* lines() {
    yield csvLine(['rank', 'name', 'athlete_id', 'country', 'score', 'completed'])
    let [place, rank] = [0, 0]
    let score: number | null = null
    const read = (last: BoardRow | null) => stores.boards.page(challengeId, last && boardCursorOf(last), PAGE)
    for await (const rows of portions(PAGE, read)) {
      const accounts = await namedAccounts(context, rows)
      let text = ''
      for (const row of rows) {
        place += 1
        if (row.score !== score) rank = place
        score = row.score
        const entry = presentEntry(row, rank, accounts.get(row.athleteId))
        text += csvLine([rank, entry.name, entry.athleteId, entry.country, entry.score, entry.completed])
      }
      yield text
    }
  }
}

/** Returns the lines of a campaign's report: one of totals, then one for each day. */
export const exportReport = async (
  context: Context,
  partner: PartnerRef,
  challengeId: string,
): Promise<() => AsyncGenerator<string>> => {
  const report = await readCampaignReport(context, partner, challengeId)
  const offerClicks = await report.offerClicks()
  return async function* lines() {
    yield csvLine(['date', 'joined', 'completed', 'activities', 'distance_meters', 'offer_clicks'])
    const { participants, completions, activities, distanceMeters, byDay } = report
    yield csvLine(['total', participants, completions, activities, distanceMeters, offerClicks])
    for (const { date, joined, completed } of byDay) yield csvLine([date, joined, completed, null, null, null])
  }
}
