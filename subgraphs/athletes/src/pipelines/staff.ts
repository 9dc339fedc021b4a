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
  list(): Promise<readonly StaffMember[]>
}

const ORIGIN = { actor: null, traceparent: null }

export const staffDesk = (storage: Storage): StaffDesk => {
  const { stores } = storage
  const change = async (handle: string, roles: readonly 'STAFF'[]): Promise<StaffMember | null> => {
    const key = normalisedHandle(handle.replace(/^@/, ''))
    const athleteId = (await stores.handles.many([key])).get(key)
    const account = athleteId === undefined ? null : await changeAccount(storage, athleteId, rolesChange(roles), ORIGIN)
    return account === null ? null : { athleteId: account._id, handle: account.handle, displayName: account.displayName }
  }
  return {
    grant: (handle) => change(handle, ['STAFF']),
    async revoke(handle) {
      const member = await change(handle, [])
      return member === null ? null : { ...member, sessionsEnded: await endSessions(storage, member.athleteId) }
    },
    async list() {
      const accounts = await stores.accounts.staff()
      return accounts.map(({ _id, handle, displayName }) => ({ athleteId: _id, handle, displayName }))
    },
  }
}
