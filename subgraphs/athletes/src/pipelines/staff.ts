import type { Account } from '../domain/account.ts'
import { normalisedHandle } from '../domain/handles.ts'
import { rolesChange } from '../domain/patches.ts'
import type { Storage } from '../services.ts'
import { changeAccount } from './change-account.ts'
import { endSessions } from './end-session.ts'

export interface StaffMember {
  readonly athleteId: string
  readonly handle: string
  readonly displayName: string
}

/** Who runs the platform: changed from the command line alone. */
export interface StaffDesk {
  /** Null when nobody has the handle. The role is in the tokens given from now on. */
  grant(handle: string): Promise<StaffMember | null>
  /** Ends the member's sessions too, so that no token with the role is left. */
  revoke(handle: string): Promise<(StaffMember & { readonly sessionsEnded: number }) | null>
  /** An athlete by handle; null when nobody has it. */
  find(handle: string): Promise<StaffMember | null>
  list(): Promise<readonly StaffMember[]>
}

const ORIGIN = { actor: null, traceparent: null }

const memberOf = ({ _id, handle, displayName }: Account): StaffMember => ({ athleteId: _id, handle, displayName })

export const staffDesk = (storage: Storage): StaffDesk => {
  const { stores } = storage
  const idBehind = async (handle: string): Promise<string | null> => {
    const key = normalisedHandle(handle.replace(/^@/, ''))
    return (await stores.handles.many([key])).get(key) ?? null
  }
  const change = async (handle: string, roles: readonly 'STAFF'[]): Promise<StaffMember | null> => {
    const athleteId = await idBehind(handle)
    const account = athleteId === null ? null : await changeAccount(storage, athleteId, rolesChange(roles), ORIGIN)
    return account === null ? null : memberOf(account)
  }
  return {
    grant: (handle) => change(handle, ['STAFF']),
    async revoke(handle) {
      const member = await change(handle, [])
      return member === null ? null : { ...member, sessionsEnded: await endSessions(storage, member.athleteId) }
    },
    async find(handle) {
      const athleteId = await idBehind(handle)
      const account = athleteId === null ? null : await stores.accounts.get(athleteId)
      return account === null ? null : memberOf(account)
    },
    async list() {
      const accounts = await stores.accounts.staff()
      return accounts.map(memberOf)
    },
  }
}
