import { createHash } from 'node:crypto'
import { type CountedWindow, collection, type Database, networkOf, openCounter, type Runtime, type Tx } from '@gruppetto/runtime'

/** A request to reset a password, until a worker has answered it. */
interface PasswordResetRow {
  readonly _id: string
  /** What was given, in the form compared. It may be anybody's address, or nobody's. */
  readonly emailKey: string
  readonly expiresAt: Date
}

/** The most mails to one address, and the most requests from one network. */
const MAILS_MAX = 3
const REQUESTS_MAX = 30
const HOUR_SECONDS = 3600
const MAILS: readonly CountedWindow[] = [{ most: MAILS_MAX, seconds: HOUR_SECONDS }]
const REQUESTS: readonly CountedWindow[] = [{ most: REQUESTS_MAX, seconds: HOUR_SECONDS }]

// Redis holds only hashes, no addresses.
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** The requests to reset a password, and how many there were. */
export const openPasswordResets = (database: Database, runtime: Pick<Runtime, 'redis' | 'log' | 'now'>) => {
  const counter = openCounter(runtime)
  const rows = collection<PasswordResetRow>(database, {
    name: 'password_resets',
    fields: { _id: 'string', emailKey: 'string', expiresAt: 'date' },
    athletes: { none: 'an address that was given, for half an hour at most; it may be nobody’s' },
    indexes: [
      // Deletes requests that no worker has answered.
      { keys: { expiresAt: 1 }, expireAfterSeconds: 0 },
    ],
  })
  return {
    /** Counts a request from a network. Returns 0, or the seconds to wait when it is one too many. */
    async countRequest(address: string | null): Promise<number> {
      return address === null ? 0 : counter.count(`reset-network:${hashOf(networkOf(address))}`, REQUESTS)
    },
    /** Counts a mail to an address. Returns false when it is one too many. */
    async mayMail(emailKey: string): Promise<boolean> {
      return (await counter.count(`reset-mail:${hashOf(emailKey)}`, MAILS)) === 0
    },
    async insert(row: PasswordResetRow, tx: Tx): Promise<void> {
      await rows.insert([row], tx)
    },
    async get(id: string, tx: Tx): Promise<PasswordResetRow | null> {
      return rows.one({ _id: id }, { tx })
    },
    async delete(id: string, tx: Tx): Promise<void> {
      await rows.deleteOne({ _id: id }, tx)
    },
  }
}

export type PasswordResets = ReturnType<typeof openPasswordResets>
