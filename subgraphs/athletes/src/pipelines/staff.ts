import { SYSTEM } from '@gruppetto/runtime'
import type { Account } from '../domain/account.ts'
import { missingReports } from '../domain/erasure.ts'
import { emailKeyOf, normalisedHandle } from '../domain/handles.ts'
import { PUBLISHED_PASSWORDS } from '../domain/passwords.ts'
import type { Role } from '../domain/vocabulary.ts'
import type { Storage } from '../services.ts'
import { changeAccount } from './change-account.ts'
import { commitChange } from './commit-change.ts'
import { endSessions } from './end-session.ts'
import { hasLake } from './erase-account.ts'
import { verifyPassword } from './password-hasher.ts'

export interface StaffMember {
  readonly athleteId: string
  readonly handle: string
  readonly displayName: string
}

export type GrantResult =
  | { readonly ok: true; readonly member: StaffMember }
  /** PUBLISHED_PASSWORD: everybody can sign in as this athlete, so the athlete gets no role. */
  | { readonly ok: false; readonly reason: 'NOBODY' | 'PUBLISHED_PASSWORD' }

/** The erasure of an account. It names nobody but by the id, which stays until the erasure is done. */
export interface OngoingErasure {
  readonly athleteId: string
  readonly startedAt: Date
  readonly round: number
  readonly missing: readonly string[]
}

/** Manages the role STAFF, and what else only the command line does; no field of the API does. */
export interface StaffDesk {
  /** Gives the role. Access tokens that are issued from now on have it. */
  grant(handle: string): Promise<GrantResult>
  /** Takes the role away and ends the member's sessions, so that no token with the role is left. Null for an unknown handle. */
  revoke(handle: string): Promise<(StaffMember & { readonly sessionsEnded: number }) | null>
  /** Revokes the role of every member whose password is published. Returns those members. */
  revokePublished(): Promise<readonly StaffMember[]>
  /** Counts the athlete's address as verified, where no mail can arrive. Null for an unknown handle. */
  verify(handle: string): Promise<StaffMember | null>
  /** Returns the athlete with this handle, staff or not; null for an unknown handle. */
  find(handle: string): Promise<StaffMember | null>
  list(): Promise<readonly StaffMember[]>
  /** Returns the erasures that go on, the oldest first, and who has not reported: subgraphs, and `lake`. */
  erasures(): Promise<readonly OngoingErasure[]>
}

const memberOf = ({ _id, handle, displayName }: Account): StaffMember => ({ athleteId: _id, handle, displayName })

const findAccount = async ({ stores, runtime }: Storage, handle: string): Promise<Account | null> => {
  const key = normalisedHandle(handle.replace(/^@/, ''))
  const athleteId = (await stores.handles.many([key], new Date(runtime.now()))).get(key)
  return athleteId === undefined ? null : stores.accounts.get(athleteId)
}

const hasPublishedPassword = async ({ stores }: Storage, { email }: Account): Promise<boolean> => {
  const credential = await stores.credentials.byEmail(emailKeyOf(email))
  if (credential === null) return false
  const matches = await Promise.all(PUBLISHED_PASSWORDS.map((password) => verifyPassword(password, credential.passwordHash)))
  return matches.includes(true)
}

const setRoles = (storage: Storage, athleteId: string, roles: readonly Role[]): Promise<Account> =>
  commitChange({ ...storage, origin: SYSTEM }, (tx) =>
    changeAccount(storage, athleteId, (account) => ({ ...account, roles }), tx),
  )

const revoke = async (storage: Storage, account: Account): Promise<number> => {
  await setRoles(storage, account._id, [])
  return endSessions(storage, account._id)
}

export const makeStaffDesk = (storage: Storage): StaffDesk => ({
  async grant(handle) {
    const account = await findAccount(storage, handle)
    if (account === null) return { ok: false, reason: 'NOBODY' }
    if (await hasPublishedPassword(storage, account)) return { ok: false, reason: 'PUBLISHED_PASSWORD' }
    return { ok: true, member: memberOf(await setRoles(storage, account._id, ['STAFF'])) }
  },
  async revoke(handle) {
    const account = await findAccount(storage, handle)
    return account === null ? null : { ...memberOf(account), sessionsEnded: await revoke(storage, account) }
  },
  async revokePublished() {
    const revoked: StaffMember[] = []
    for (const account of await storage.stores.accounts.staff()) {
      if (!(await hasPublishedPassword(storage, account))) continue
      await revoke(storage, account)
      revoked.push(memberOf(account))
    }
    return revoked
  },
  async verify(handle) {
    const account = await findAccount(storage, handle)
    if (account === null) return null
    const verified = (row: Account): Account => ({ ...row, emailVerified: true })
    await commitChange({ ...storage, origin: SYSTEM }, (tx) => changeAccount(storage, account._id, verified, tx))
    return memberOf(account)
  },
  async find(handle) {
    const account = await findAccount(storage, handle)
    return account === null ? null : memberOf(account)
  },
  async list() {
    const accounts = await storage.stores.accounts.staff()
    return accounts.map(memberOf)
  },
  async erasures() {
    const withLake = await hasLake(storage)
    const rows = await storage.stores.erasures.all()
    return rows.map((row) => {
      const missing = missingReports(row, withLake)
      return { athleteId: row._id, startedAt: row.startedAt, round: row.round, missing }
    })
  },
})
