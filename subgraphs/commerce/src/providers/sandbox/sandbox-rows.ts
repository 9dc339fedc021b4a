import type { Tx } from '@gruppetto/runtime'
import type { SandboxCheckoutRow, SandboxCustomerRow, SandboxEventRow } from '../../domain/sandbox/customer.ts'

/** Where the sandbox keeps what it knows; a store does it. */
export interface SandboxRows {
  customer(id: string, tx?: Tx): Promise<SandboxCustomerRow | null>
  customerOf(athleteId: string, tx?: Tx): Promise<SandboxCustomerRow | null>
  insertCustomer(row: SandboxCustomerRow, tx: Tx): Promise<void>
  putCustomer(row: SandboxCustomerRow, tx: Tx): Promise<void>
  deleteCustomer(id: string): Promise<void>
  dueCustomers(now: Date, limit: number): Promise<readonly SandboxCustomerRow[]>
  checkout(id: string, tx?: Tx): Promise<SandboxCheckoutRow | null>
  replaceCheckouts(row: SandboxCheckoutRow, tx: Tx): Promise<void>
  challenge(id: string, card: SandboxCheckoutRow['challenged']): Promise<void>
  closeCheckout(id: string, tx: Tx): Promise<boolean>
  insertEventsAtCommit(rows: readonly SandboxEventRow[], tx: Tx): void
  dueEvents(now: Date, limit: number): Promise<readonly SandboxEventRow[]>
  delivered(id: string): Promise<void>
  tryAgain(id: string, dueAt: Date): Promise<void>
}
