import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { SandboxCheckoutRow, SandboxCustomerRow, SandboxEventRow } from '../domain/sandbox/customer.ts'

const SECONDS_A_DAY = 86_400
/** A checkout is kept for a while after its end, so that its link can say what became of it. */
const CHECKOUTS_KEPT_SECONDS = 30 * SECONDS_A_DAY

/** The rows of the local payment provider. Only the sandbox reads them: to the rest of commerce it is an outside service. */
export const openSandboxRows = (database: Database) => {
  const customers = collection<SandboxCustomerRow>(database, {
    name: 'sandbox_customers',
    oneShard: 'few rows, and none in production',
    fields: {
      _id: 'string',
      athleteId: 'string',
      revision: 'number',
      clockAheadMs: 'number',
      counter: 'number',
      card: 'string | null',
      subscription: 'object | null',
      past: 'array',
      invoices: 'array',
      doneKeys: 'array',
      dueAt: 'date | null',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: 'all' },
    indexes: [
      // Finds the customer of an athlete, of whom there is one.
      { keys: { athleteId: 1 }, unique: true },
      // Finds the customers to whom something happens by now.
      { keys: { dueAt: 1 }, only: { dueAt: { $gt: new Date(0) } } },
    ],
  })
  const checkouts = collection<SandboxCheckoutRow>(database, {
    name: 'sandbox_checkouts',
    fields: {
      _id: 'string',
      athleteId: 'string',
      customerId: 'string',
      reference: 'string | null',
      title: 'string',
      price: 'object | null',
      amount: 'number',
      currency: 'string',
      trialDays: 'number',
      discount: 'object | null',
      returnUrl: 'string',
      status: 'string',
      challenged: 'string | null',
      expiresAt: 'date',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['_id'] } },
    indexes: [
      // Finds the pages of a customer that a later one replaces.
      { keys: { customerId: 1, status: 1 } },
      // Deletes checkouts that are long over.
      { keys: { expiresAt: 1 }, expireAfterSeconds: CHECKOUTS_KEPT_SECONDS },
    ],
  })
  const events = collection<SandboxEventRow>(database, {
    name: 'sandbox_events',
    fields: {
      _id: 'string',
      athleteId: 'string',
      customerId: 'string',
      body: 'string',
      tries: 'number',
      dueAt: 'date | null',
      createdAt: 'date',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['tries', 'dueAt'] } },
    indexes: [
      // Finds the webhooks that are not delivered, the oldest first.
      { keys: { dueAt: 1, _id: 1 }, only: { dueAt: { $gt: new Date(0) } } },
      // Deletes events as payment providers do, after some weeks.
      { keys: { createdAt: 1 }, expireAfterSeconds: CHECKOUTS_KEPT_SECONDS },
    ],
  })
  return {
    async customer(id: string, tx?: Tx): Promise<SandboxCustomerRow | null> {
      return customers.one({ _id: id }, tx && { tx })
    },
    async customerOf(athleteId: string, tx?: Tx): Promise<SandboxCustomerRow | null> {
      return customers.one({ athleteId }, tx && { tx })
    },
    async insertCustomer(row: SandboxCustomerRow, tx: Tx): Promise<void> {
      await customers.insert([row], tx)
    },
    /** Replaces the revision before. Throws a duplicate key error when another change came first. */
    async putCustomer(row: SandboxCustomerRow, tx: Tx): Promise<void> {
      await customers.replaceOrInsert(row, { revision: row.revision - 1 }, tx)
    },
    async dueCustomers(now: Date, limit: number): Promise<readonly SandboxCustomerRow[]> {
      return customers.many({ dueAt: { $gt: new Date(0), $lte: now } }, { sort: { dueAt: 1 }, limit })
    },
    async checkout(id: string, tx?: Tx): Promise<SandboxCheckoutRow | null> {
      return checkouts.one({ _id: id }, tx && { tx })
    },
    /** Of all pages of a customer, only the latest can be paid on. */
    async replaceCheckouts(row: SandboxCheckoutRow, tx: Tx): Promise<void> {
      await checkouts.updateMany({ customerId: row.customerId, status: 'OPEN' }, { $set: { status: 'REPLACED' } }, tx)
      await checkouts.insert([row], tx)
    },
    /** Notes that the card's bank asks first. Does nothing to a checkout that is paid. */
    async challenge(id: string, card: SandboxCheckoutRow['challenged']): Promise<void> {
      await checkouts.updateOne({ _id: id, status: 'OPEN' }, { $set: { challenged: card } })
    },
    /** Returns false when it was paid before. */
    async closeCheckout(id: string, tx: Tx): Promise<boolean> {
      return checkouts.updateOne({ _id: id, status: 'OPEN' }, { $set: { status: 'PAID', challenged: null } }, tx)
    },
    insertEventsAtCommit(rows: readonly SandboxEventRow[], tx: Tx): void {
      events.insertAtCommit(rows, tx)
    },
    async dueEvents(now: Date, limit: number): Promise<readonly SandboxEventRow[]> {
      return events.many({ dueAt: { $gt: new Date(0), $lte: now } }, { sort: { dueAt: 1, _id: 1 }, limit })
    },
    async deleteCustomer(id: string): Promise<void> {
      await customers.deleteOne({ _id: id })
    },
    async delivered(id: string): Promise<void> {
      await events.updateOne({ _id: id }, { $set: { dueAt: null } })
    },
    async tryAgain(id: string, dueAt: Date): Promise<void> {
      await events.updateOne({ _id: id, dueAt: { $gt: new Date(0) } }, { $set: { dueAt }, $inc: { tries: 1 } })
    },
  }
}

export type SandboxRows = ReturnType<typeof openSandboxRows>
