import {
  badUserInput,
  broken,
  forbidden,
  inThePast,
  linesText,
  newId,
  notFound,
  requireStaff,
  validInput,
} from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type Account, suspensionAt } from '../domain/account.ts'
import { suspendedMail, suspensionLiftedMail } from '../domain/account-mails.ts'
import { type AthleteView, cardView } from '../domain/athlete-view.ts'
import { changeAccount } from './change-account.ts'
import { commitChange } from './commit-change.ts'

/** A longer suspension is no suspension, but the end of an account. */
const LONGEST_MS = 10 * 366 * 86_400_000

interface Suspension {
  readonly until: Date
  readonly reason: string
}

/** Sets the end of a suspension, or null. The audit log says who did it. Throws NOT_FOUND when there is no such account. */
const setSuspension = async (context: Context, athleteId: string, suspension: Suspension | null, tx: Tx): Promise<Account> => {
  const { stores, runtime } = context
  const staff = requireStaff(context.caller)
  const before = await stores.accounts.get(athleteId, tx)
  if (before === null) throw notFound('This athlete')
  if (before.roles.includes('STAFF')) throw forbidden('Staff cannot be suspended: take the role away first.')
  const at = new Date(runtime.now())
  const suspendedUntil = suspension?.until ?? null
  await stores.auditLog.insert(
    {
      _id: newId('AuditEntry'),
      action: suspension === null ? 'SUSPENSION_LIFTED' : 'SUSPENDED',
      staffId: staff.athleteId,
      athleteId,
      reason: suspension?.reason ?? null,
      suspendedUntil,
      at,
    },
    tx,
  )
  return changeAccount(context, athleteId, (account) => ({ ...account, suspendedUntil }), tx)
}

/** The athlete as the staff sees them; only the card of one who blocked them. */
const viewOf = async (context: Context, athleteId: string): Promise<AthleteView> => {
  context.forgetReads()
  const [view, account] = await Promise.all([context.loaders.athlete.load(athleteId), context.loaders.account.load(athleteId)])
  if (account === null) throw notFound('This athlete')
  return view ?? cardView(account)
}

/**
 * Lets an athlete only read until an instant, when it ends by itself. Suspending again replaces the end. Tells the athlete by mail.
 * For platform staff.
 */
export const suspendAthlete = async (
  context: Context,
  athleteId: string,
  input: { readonly until: Date; readonly reason: string },
): Promise<AthleteView> => {
  requireStaff(context.caller)
  const { runtime } = context
  const { until } = input
  const reason = validInput(linesText(1, 1000), input.reason, 'reason')
  const nowMs = runtime.now()
  if (until.getTime() <= nowMs) throw badUserInput([{ path: 'until', ...inThePast() }])
  if (until.getTime() > nowMs + LONGEST_MS)
    throw badUserInput([{ path: 'until', ...broken('TOO_LATE', 'must be within ten years') }])
  await commitChange(context, async (tx) => {
    const { timeZone } = await setSuspension(context, athleteId, { until, reason }, tx)
    tx.emit('mail.requested', suspendedMail({ athleteId, atMs: nowMs }, { until, reason, timeZone }))
  })
  return viewOf(context, athleteId)
}

/** Ends a suspension at once. Does nothing for an athlete who is not suspended. For platform staff. */
export const liftSuspension = async (context: Context, athleteId: string): Promise<AthleteView> => {
  requireStaff(context.caller)
  const nowMs = context.runtime.now()
  await commitChange(context, async (tx) => {
    const account = await context.stores.accounts.get(athleteId, tx)
    if (account !== null && suspensionAt(account, nowMs) === null) return
    await setSuspension(context, athleteId, null, tx)
    tx.emit('mail.requested', suspensionLiftedMail({ athleteId, atMs: nowMs }))
  })
  return viewOf(context, athleteId)
}
