import {
  audienceOfViewer,
  type Connection,
  type CursorKey,
  connectionOf,
  type PageArguments,
  pageRequest,
} from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { AthleteView } from '../../domain/athlete-view.ts'
import type { AwardRow } from '../../domain/badges/awards.ts'
import type { AwardPlace } from '../../stores/awards.ts'

export interface BadgesPage extends Connection<AwardRow> {
  readonly totalCount: number
}

const cursorOf = ({ awardedAt, _id }: AwardRow): CursorKey => [awardedAt.getTime(), _id]

const placeOf = (key: CursorKey | null): AwardPlace | null =>
  key === null ? null : { awardedAt: new Date(Number(key[0])), _id: String(key[1]) }

/** Returns the badges of an athlete that the viewer may see, the newest first. None for who sees the card alone. */
export const listBadges = async (
  { loaders, stores }: Context,
  { account, relation }: AthleteView,
  args: PageArguments,
): Promise<BadgesPage> => {
  const page = pageRequest(args, ['number', 'string'])
  const audience = audienceOfViewer(relation)
  const [rows, totalCount] =
    audience === null
      ? [[], 0]
      : await Promise.all([
          stores.awards.page(account._id, audience, placeOf(page.after), page.size + 1),
          loaders.badgeCount[audience].load(account._id),
        ])
  return {
    ...connectionOf(rows, page, cursorOf, (row) => row),
    totalCount,
  }
}
