import { badUserInput, broken, validInput } from '@gruppetto/graph'
import { retryOnDuplicateKey } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { addOfferCodesInput, MOST_CODES, offerCodeId } from '../domain/offer-code.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireOwn } from './require-scope.ts'

export interface AddedCodes {
  readonly challengeId: string
  readonly added: number
  /** How many of the list were there already, or stood in it twice. */
  readonly duplicates: number
}

/** Adds codes to the list of a sponsored challenge. A code that is there already stays as it is, given or not. */
export const addOfferCodes = async (context: Context, input: unknown): Promise<AddedCodes> => {
  const { database, stores, runtime, origin } = context
  const { challengeId, codes } = validInput(addOfferCodesInput, input)
  const wanted = [...new Set(codes)]
  const add = () =>
    database.transact(async (tx) => {
      const sponsorship = requireOwn(
        context,
        await stores.sponsorships.get(challengeId, tx),
        'This sponsorship',
        'CAMPAIGN_WRITE',
      )
      const known = await stores.offerCodes.known(
        wanted.map((code) => offerCodeId(challengeId, code)),
        tx,
      )
      const fresh = wanted.filter((code) => !known.has(offerCodeId(challengeId, code)))
      const before = sponsorship.codesAdded ?? 0
      if (before + fresh.length > MOST_CODES) {
        const message = `are too many: a challenge has at most ${MOST_CODES} codes`
        throw badUserInput([{ path: 'input.codes', ...broken('TOO_MANY', message, { max: MOST_CODES }) }])
      }
      if (fresh.length === 0) return 0
      const rows = fresh.map((code, index) => ({
        _id: offerCodeId(challengeId, code),
        challengeId,
        code,
        place: before + index,
        givenAt: null,
      }))
      await stores.offerCodes.insert(rows, tx)
      await stores.sponsorships.noteCodes(challengeId, before + fresh.length, tx)
      const { brandId } = sponsorship
      const note = `${fresh.length} codes`
      recordPartnerAct(context, { brandId, act: 'CODES_ADDED', subjectId: challengeId, note }, tx)
      tx.emit('sponsorship.codes-added', { challengeId, brandId, at: runtime.now() })
      return fresh.length
    }, origin)
  // The same code may come with another call at the same moment.
  const added = await retryOnDuplicateKey(add)
  return { challengeId, added, duplicates: codes.length - added }
}
