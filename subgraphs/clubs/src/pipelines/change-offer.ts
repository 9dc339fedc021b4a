import type { Tx } from '@gruppetto/runtime'
import { type ClubRow, offerState } from '../domain/club.ts'
import type { Services } from '../services.ts'

interface OfferChange {
  /** To whom the club is offered from now on; null: to nobody. */
  readonly transferToId: string | null
  readonly ownerId: string | null
  readonly answer?: 'ACCEPTED' | 'DECLINED'
}

/** Changes to whom a club is offered, and tells it. Returns the club as it is then. */
export const changeOffer = async (
  { runtime, stores }: Services,
  club: ClubRow,
  { transferToId, ownerId, answer }: OfferChange,
  tx: Tx,
): Promise<ClubRow> => {
  const formerAthleteId = club.transferToId ?? null
  const changed = await stores.clubs.offerTo(club._id, transferToId, tx)
  if (changed === null) return club
  tx.emit('club.offer-changed', offerState(changed, { formerAthleteId, ownerId, answer: answer ?? null }, runtime.now()))
  return changed
}
