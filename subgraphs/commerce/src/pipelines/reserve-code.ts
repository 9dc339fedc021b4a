import { retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { CodeRow } from '../domain/code.ts'
import type { PaymentProvider, StartedCheckout } from '../providers/payment-provider.ts'
import type { Services } from '../services.ts'
import { badCode, giveBack, requireCode, requireKind, useCode } from './use-code.ts'

const HOUR_MS = 3_600_000
/** Longer than any provider's page is open. */
const LONGEST_PAGE_MS = 25 * HOUR_MS
/** The webhook of a payment in the last moment may come so much later. */
const WEBHOOK_SLACK_MS = HOUR_MS

/** Finds the OFFER that an athlete has typed. */
export const requireOffer = async (
  context: Context,
  payments: PaymentProvider,
  athleteId: string,
  typed: string,
): Promise<CodeRow> => {
  const code = await requireCode(context, athleteId, typed)
  requireKind(code, 'OFFER')
  if (!payments.takesDiscounts) throw badCode()
  return code
}

interface Reservation {
  readonly athleteId: string
  /** Null to give back what is reserved. */
  readonly code: CodeRow | null
  readonly endsAt: Date
}

/** Reserves an OFFER for the payment page that is opened with it, and gives back what earlier pages had reserved: they are replaced. */
const reserveCode = async (
  services: Pick<Services, 'stores' | 'runtime'>,
  { athleteId, code, endsAt }: Reservation,
  tx: Tx,
): Promise<void> => {
  const reserved = await services.stores.codes.reservedBy(athleteId, tx)
  for (const row of reserved) if (row.codeId !== code?._id) await giveBack(services, row, tx)
  if (code === null) return
  if (await useCode(services, { athleteId, code, status: 'RESERVED', endsAt }, tx)) return
  const same = reserved.find(({ codeId }) => codeId === code._id)
  // Redeemed before: an athlete uses each code once.
  if (same === undefined) throw badCode()
  await services.stores.codes.prolong(same._id, endsAt, tx)
}

interface ForCheckout {
  readonly athleteId: string
  readonly code: CodeRow | null
}

/** Reserves a code while its payment page is open. When the page cannot be opened, the code is free again. */
export const withReservedCode = async (
  context: Context,
  { athleteId, code }: ForCheckout,
  open: () => Promise<StartedCheckout>,
): Promise<StartedCheckout> => {
  const { database, runtime, origin } = context
  const reserve = (reserved: CodeRow | null, endsMs: number) =>
    retryOnDuplicateKey(() =>
      database.transact((tx) => reserveCode(context, { athleteId, code: reserved, endsAt: new Date(endsMs) }, tx), origin),
    )
  await reserve(code, runtime.now() + LONGEST_PAGE_MS)
  try {
    const started = await open()
    if (code !== null) await reserve(code, started.expiresAt.getTime() + WEBHOOK_SLACK_MS)
    return started
  } catch (error) {
    await reserve(null, 0)
    throw error
  }
}
