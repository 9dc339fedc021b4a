import { SYSTEM } from '@gruppetto/runtime'
import type { Account } from '../domain/account.ts'
import { emailKeyOf, normalisedHandle } from '../domain/handles.ts'
import { PUBLISHED_PASSWORDS } from '../domain/passwords.ts'
import { rolesChange } from '../domain/patches.ts'
import type { Storage } from '../services.ts'
import { changeAccount } from './change-account.ts'
import { endSessions } from './end-session.ts'
import { openPasswordHasher, type PasswordHasher } from './password-hasher.ts'

export interface StaffMember {
  readonly athleteId: string
  readonly handle: string
  readonly displayName: string
}

export type Granted =
  | { readonly ok: true; readonly member: StaffMember }
  /** PUBLISHED_PASSWORD: everybody can sign in as this athlete, so they get no role. */
  | { readonly ok: false; readonly reason: 'NOBODY' | 'PUBLISHED_PASSWORD' }

/** Who runs the platform: changed from the command line alone. */
export interface StaffDesk {
  /** The role is in the tokens given from now on. */
  grant(handle: string): Promise<Granted>
  /** Takes the role from every member whose password is published, and ends their sessions; answers whom it was taken from. */
  revokePublished(): Promise<readonly StaffMember[]>
  /** Ends the member's sessions too, so that no token with the role is left. */
  revoke(handle: string): Promise<(StaffMember & { readonly sessionsEnded: number }) | null>
  /** An athlete by handle; null when nobody has it. */
  find(handle: string): Promise<StaffMember | null>
  list(): Promise<readonly StaffMember[]>
}

const memberOf = ({ _id, handle, displayName }: Account): StaffMember => ({ athleteId: _id, handle, displayName })

export const staffDesk = (storage: Storage): StaffDesk => {
  const { stores } = storage
  const idBehind = async (handle: string): Promise<string | null> => {
    const key = normalisedHandle(handle.replace(/^@/, ''))
    return (await stores.handles.many([key])).get(key) ?? null
  }
  let opening: Promise<PasswordHasher> | null = null
  const hasPublishedPassword = async ({ email }: Account): Promise<boolean> => {
    const credential = await stores.credentials.byEmail(emailKeyOf(email))
    if (credential === null) return false
    opening ??= openPasswordHasher()
    const hasher = await opening
    const matches = await Promise.all(PUBLISHED_PASSWORDS.map((password) => hasher.matches(password, credential.passwordHash)))
    return matches.includes(true)
  }
  const find = async (handle: string): Promise<Account | null> => {
    const athleteId = await idBehind(handle)
    return athleteId === null ? null : stores.accounts.get(athleteId)
  }
  const change = async (handle: string, roles: readonly 'STAFF'[]): Promise<StaffMember | null> => {
    const athleteId = await idBehind(handle)
    const account = athleteId === null ? null : await changeAccount(storage, athleteId, rolesChange(roles), SYSTEM)
    return account === null ? null : memberOf(account)
  }
  const revoke: StaffDesk['revoke'] = async (handle) => {
    const member = await change(handle, [])
    return member === null ? null : { ...member, sessionsEnded: await endSessions(storage, member.athleteId) }
  }
  return {
    async grant(handle) {
      const account = await find(handle)
      if (account !== null && (await hasPublishedPassword(account))) return { ok: false, reason: 'PUBLISHED_PASSWORD' }
      const member = account === null ? null : await change(handle, ['STAFF'])
      return member === null ? { ok: false, reason: 'NOBODY' } : { ok: true, member }
    },
    revoke,
    async revokePublished() {
      const revoked: StaffMember[] = []
      for (const account of await stores.accounts.staff()) {
        if (!(await hasPublishedPassword(account))) continue
        await revoke(account.handle)
        revoked.push(memberOf(account))
      }
      return revoked
    },
    async find(handle) {
      const account = await find(handle)
      return account === null ? null : memberOf(account)
    },
    async list() {
      const accounts = await stores.accounts.staff()
      return accounts.map(memberOf)
    },
  }
}
