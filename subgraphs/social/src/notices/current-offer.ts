import type { EventData } from '@gruppetto/events'
import { keepNewer } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

interface Changed {
  readonly data: EventData<'club.offer-changed'>
}

/** Whether nothing newer is known of the offers of the club than this event. */
export const isCurrentOffer = async ({ stores }: Services, { data }: Changed, tx: Tx): Promise<boolean> => {
  const { clubId, revision } = data
  return (await keepNewer(stores.clubOffers, { _id: clubId, revision }, tx)).revision === revision
}
