import { addressOf, badUserInput, broken, rateLimited } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type CodeKind, type CodeRow, isUsable, type RedemptionRow, redemptionId } from '../domain/code.ts'
import type { Services } from '../services.ts'
import { codeIdOf } from './code-hash.ts'

/** Far more than a person mistypes, far less than a script needs to find one of 2^80. */
const TRIES = [
  { most: 10, seconds: 600 },
  { most: 30, seconds: 86_400 },
] as const

/** Whatever is wrong with a code, the answer is the same: nobody learns which codes there are. */
export const badCode = () => badUserInput([{ path: 'code', ...broken('WRONG', 'is no code that works for you') }])

/** Counts each try, the good ones too, by account and by address. */
const countTry = async ({ runtime, caller, counter }: Context, athleteId: string): Promise<void> => {
  const address = addressOf(caller)
  const keys = [`codes:${athleteId}`, ...(address === null ? [] : [`codes:address:${address}`])]
  const factor = runtime.config.quotaFactor
  const windows = TRIES.map(({ most, seconds }) => ({ most: most * factor, seconds }))
  const waits = await Promise.all(keys.map((key) => counter.count(key, windows)))
  const waitSeconds = Math.max(...waits)
  if (waitSeconds > 0) throw rateLimited(waitSeconds, 'codes')
}

/** Finds the code that an athlete has typed. Throws for one that nobody may use any more. */
export const requireCode = async (context: Context, athleteId: string, typed: string): Promise<CodeRow> => {
  await countTry(context, athleteId)
  const { stores, runtime } = context
  const id = codeIdOf(runtime.config.identitySecret, typed)
  // A text that is no code is looked up too, so that the answer takes as long.
  const row = await stores.codes.get(id ?? '')
  if (row === null) throw badCode()
  return row
}

/** Throws when a code is of the other kind. Who has it in hand may know what it is for. */
export const requireKind = ({ kind }: CodeRow, wanted: CodeKind): void => {
  if (kind === wanted) return
  const message = kind === 'GIFT' ? 'is a gift: redeemCode takes it' : 'lowers a price: startCheckout takes it'
  throw badUserInput([{ path: 'code', ...broken('UNUSABLE', message) }])
}

interface Use {
  readonly athleteId: string
  readonly code: CodeRow
  readonly status: RedemptionRow['status']
  /** When a reservation ends. */
  readonly endsAt: Date | null
  /** Until when a GIFT gives premium. */
  readonly givenUntil?: Date
}

/**
 * Uses a code once for an athlete. Returns false when the athlete has used it already. Of those who use the last one at the same time, one
 * succeeds.
 */
export const useCode = async (
  { stores, runtime }: Pick<Services, 'stores' | 'runtime'>,
  { athleteId, code, status, endsAt, givenUntil }: Use,
  tx: Tx,
): Promise<boolean> => {
  const now = new Date(runtime.now())
  if ((await stores.codes.redemption(code._id, athleteId, tx)) !== null) return false
  if (!isUsable(code, now.getTime()) || !(await stores.codes.use(code._id, now, tx))) throw badCode()
  const { _id: codeId, kind, months } = code
  const use = { _id: redemptionId(codeId, athleteId), codeId, athleteId, kind, months, status, redeemedAt: now, endsAt }
  await stores.codes.insertRedemption({ ...use, ...(givenUntil !== undefined && { givenUntil }) }, tx)
  return true
}

/** Gives a reservation's use back, unless it was redeemed meanwhile. */
export const giveBack = async ({ stores }: Pick<Services, 'stores'>, { _id, codeId }: RedemptionRow, tx: Tx): Promise<void> => {
  if (await stores.codes.dropReservation(_id, tx)) await stores.codes.giveBack(codeId, tx)
}
