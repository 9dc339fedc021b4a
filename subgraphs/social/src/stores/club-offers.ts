import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** The last offer of a club that is known: who is told of it depends on which one is the last. */
export interface ClubOfferRow {
  /** The club's id. */
  readonly _id: string
  readonly revision: number
}

export const openClubOffers = (database: Database) =>
  openProjection(
    collection<ClubOfferRow>(database, {
      name: 'club_offers',
      fields: { _id: 'string', revision: 'number' },
      athletes: { none: 'revisions of the offers of clubs' },
    }),
  )

export type ClubOffers = ReturnType<typeof openClubOffers>
