import type { EventData } from '@gruppetto/events'
import { type Database, readRows, rowSchema } from '@gruppetto/runtime'
import { openProjection } from './projection.ts'

/** The projection of an account in the other subgraphs: the data of the last athlete.changed. */
export interface AccountRow extends Omit<EventData<'athlete.changed'>, 'athleteId' | 'at'> {
  /** The id of the athlete. */
  readonly _id: string
}

export const openAccounts = (database: Database) => {
  const schema = rowSchema<AccountRow>(
    {
      _id: String,
      revision: { type: Number, required: true },
      handle: { type: String, required: true },
      displayName: { type: String, required: true },
      avatarUrl: { type: String, default: null },
      country: { type: String, default: null },
      timeZone: { type: String, required: true },
      profileVisibility: { type: String, required: true },
      defaultActivityVisibility: { type: String, required: true },
      isPrivate: { type: Boolean, required: true },
      deleted: { type: Boolean, required: true },
    },
    { collection: 'relations_accounts', versionKey: false },
  )
  // For mentions: finds an @handle without regard to case. (Handles are compared in lower case, as `handleKey` in athletes.)
  schema.index({ handle: 1 }, { collation: { locale: 'en', strength: 2 } })
  const model = database.connection.model<AccountRow>('RelationsAccount', schema)
  const read = readRows(model)
  return {
    ...openProjection(model),
    /** Returns the accounts with these handles, without regard to case. Unknown handles are left out. */
    async byHandles(handles: readonly string[]): Promise<readonly AccountRow[]> {
      if (handles.length === 0) return []
      return read.many({ handle: { $in: handles }, deleted: false }, { collation: { locale: 'en', strength: 2 } })
    },
  }
}

export type Accounts = ReturnType<typeof openAccounts>
