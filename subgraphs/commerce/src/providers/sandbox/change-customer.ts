import { retryOnDuplicateKey, type Tx } from '@gruppetto/runtime'
import type { SandboxResult } from '../../domain/sandbox/acts.ts'
import type { SandboxCustomerRow, SandboxEvent, SandboxEventRow } from '../../domain/sandbox/customer.ts'
import type { SandboxParts } from './parts.ts'

/** What one customer may remember of the platform's keys. */
const MOST_DONE_KEYS = 200

const eventRow = ({ _id: customerId, athleteId }: SandboxCustomerRow, event: SandboxEvent, now: Date): SandboxEventRow => ({
  _id: event.id,
  athleteId,
  customerId,
  body: JSON.stringify({ ...event, customer: customerId }),
  tries: 0,
  dueAt: now,
  createdAt: now,
})

export interface CustomerChange {
  readonly customerId: string
  /** A second call with the same key does nothing and succeeds. */
  readonly idempotencyKey?: string
  readonly act: (customer: SandboxCustomerRow, nowMs: number) => SandboxResult
  /** Runs in the transaction. When it resolves to false, nothing changes. */
  readonly also?: (tx: Tx) => Promise<boolean>
}

type Unchanged = { readonly ok: false; readonly reason: 'UNKNOWN_CUSTOMER' | 'NOT_ALLOWED' }
export type CustomerChanged = SandboxResult | Unchanged

/** Changes a customer together with the webhooks of the change, in one transaction. Two changes at the same time follow one another. */
export const changeCustomer = async (
  { database, rows, runtime }: SandboxParts,
  { customerId, idempotencyKey, act, also }: CustomerChange,
): Promise<CustomerChanged> => {
  const attempt = (): Promise<CustomerChanged> =>
    database.transact<CustomerChanged>(
      async (tx) => {
        const before = await rows.customer(customerId, tx)
        if (before === null) return { ok: false, reason: 'UNKNOWN_CUSTOMER' }
        const isDone = idempotencyKey !== undefined && before.doneKeys.includes(idempotencyKey)
        if (isDone) return { ok: true, customer: before, events: [] }
        if (also !== undefined && !(await also(tx))) return { ok: false, reason: 'NOT_ALLOWED' }
        const nowMs = runtime.now()
        const result = act(before, nowMs)
        if (!result.ok) return result
        const doneKeys = [...before.doneKeys, ...(idempotencyKey === undefined ? [] : [idempotencyKey])].slice(-MOST_DONE_KEYS)
        await rows.putCustomer({ ...result.customer, doneKeys }, tx)
        rows.insertEventsAtCommit(
          result.events.map((event) => eventRow(result.customer, event, new Date(nowMs))),
          tx,
        )
        return result
      },
      { actor: null, traceparent: null },
    )
  return retryOnDuplicateKey(attempt)
}
