import { backoffMs } from '@gruppetto/runtime'
import { letHappen } from '../../domain/sandbox/acts.ts'
import type { SandboxCustomerRow, SandboxEventRow } from '../../domain/sandbox/customer.ts'
import { changeCustomer } from './change-customer.ts'
import type { SandboxParts, WebhookReceiver } from './parts.ts'
import { SIGNATURE_HEADER, signatureOf } from './tokens.ts'

const BATCH = 50
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/**
 * Delivers one webhook: signed, and taken by the same function as a request of a provider. What was not taken comes again with growing
 * pauses, also after a restart.
 */
const deliver = async (
  { rows, runtime }: SandboxParts,
  receive: WebhookReceiver,
  { _id, body, tries }: SandboxEventRow,
): Promise<boolean> => {
  try {
    await receive(body, { [SIGNATURE_HEADER]: signatureOf(runtime.config.identitySecret, body, runtime.now()) })
    await rows.delivered(_id)
    return true
  } catch (error) {
    runtime.log.warn({ err: error, eventId: _id }, 'a webhook of the sandbox was not taken, and comes again')
    await rows.tryAgain(_id, new Date(runtime.now() + backoffMs(tries + 1, FIRST_PAUSE_MS, LONGEST_PAUSE_MS)))
    return false
  }
}

/** Delivers the webhooks that are due, the oldest first. */
export const deliverDue = async (parts: SandboxParts, receive: WebhookReceiver): Promise<void> => {
  for (;;) {
    const due = await parts.rows.dueEvents(new Date(parts.runtime.now()), BATCH)
    for (const row of due) if (!(await deliver(parts, receive, row))) return
    if (due.length < BATCH) return
  }
}

/** Lets a customer's time pass: renewals, ends of trials, payments that are tried again. */
export const passTime = async (parts: SandboxParts, { _id }: SandboxCustomerRow): Promise<void> => {
  await changeCustomer(parts, { customerId: _id, act: letHappen })
}
