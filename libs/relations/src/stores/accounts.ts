import type { EventData } from '@gruppetto/events'
import { collection, type Database } from '@gruppetto/runtime'
import { openProjection } from './projection.ts'

/** The projection of an account in the other subgraphs: the data of the last athlete.changed. */
export interface AccountRow extends Omit<EventData<'athlete.changed'>, 'athleteId' | 'at'> {
  /** The id of the athlete. */
  readonly _id: string
}

export const openAccounts = (database: Database) => {
  const accounts = collection<AccountRow>(database, {
    name: 'relations_accounts',
    fields: {
      _id: 'string',
      revision: 'number',
      handle: 'string',
      displayName: 'string',
      avatarUrl: 'string | null',
      country: 'string | null',
      timeZone: 'string',
      profileVisibility: 'string',
      defaultActivityVisibility: 'string',
      isPrivate: 'boolean',
      deleted: 'boolean',
      emailVerified: 'boolean?',
      suspendedUntil: 'number | null?',
      persona: 'string?',
      suggestible: 'boolean?',
      nudgeable: 'boolean?',
      formerHandles: 'array?',
    },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'a copy of what athletes exports' } },
    indexes: [
      // For mentions: finds an @handle without regard to case.
      { keys: { handle: 1 }, collation: { locale: 'en', strength: 2 } },
      // For mentions by a handle that was given up.
      { keys: { 'formerHandles.handle': 1 }, only: { 'formerHandles.handle': { $gt: '' } } },
    ],
  })
  return {
    ...openProjection(accounts),
    /** Returns the end of the athlete's last suspension, which may lie in the past; null for who was never suspended. */
    async suspendedUntilMs(athleteId: string): Promise<number | null> {
      const row = await accounts.one<Pick<AccountRow, 'suspendedUntil'>>({ _id: athleteId }, { fields: { suspendedUntil: 1 } })
      return row?.suspendedUntil ?? null
    },
    /** Returns the accounts with these handles, without regard to case. Unknown handles are left out. */
    async byHandles(handles: readonly string[]): Promise<readonly AccountRow[]> {
      if (handles.length === 0) return []
      return accounts.many({ handle: { $in: handles }, deleted: false }, { collation: { locale: 'en', strength: 2 } })
    },
    /** Returns the accounts that have given up one of these handles, in lower case, a short time ago. */
    async byFormerHandles(handles: readonly string[]): Promise<readonly AccountRow[]> {
      if (handles.length === 0) return []
      return accounts.many({ 'formerHandles.handle': { $in: handles, $gt: '' }, deleted: false })
    },
  }
}

export type Accounts = ReturnType<typeof openAccounts>
