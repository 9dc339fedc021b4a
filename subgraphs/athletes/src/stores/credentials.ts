import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { rejectTaken } from './taken.ts'

export interface Credential {
  /** The result of emailKeyOf. */
  readonly _id: string
  readonly athleteId: string
  readonly passwordHash: string
}

/** How athletes sign in. Separate from the accounts, so that reading accounts never returns a password hash. */
export const openCredentials = (database: Database) => {
  const credentials = collection<Credential>(database, {
    name: 'credentials',
    fields: { _id: 'string', athleteId: 'string', passwordHash: 'string' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'a secret' } },
  })
  return {
    async byEmail(emailKey: string, tx?: Tx): Promise<Credential | null> {
      return credentials.one({ _id: emailKey }, { tx })
    },
    /** Throws TakenError when the e-mail address has an account. */
    async insert(credential: Credential, tx: Tx): Promise<void> {
      await rejectTaken('email', () => credentials.insert([credential], tx))
    },
    /** Returns false when the athlete does not sign in with this address. */
    async setPassword(emailKey: string, athleteId: string, passwordHash: string, tx: Tx): Promise<boolean> {
      return credentials.updateOne({ _id: emailKey, athleteId }, { $set: { passwordHash } }, tx)
    },
    /** Lets the athlete sign in with another address. Throws TakenError when that address has an account. */
    async move(credential: Credential, emailKey: string, tx: Tx): Promise<void> {
      await credentials.deleteOne({ _id: credential._id }, tx)
      await rejectTaken('email', () => credentials.insert([{ ...credential, _id: emailKey }], tx))
    },
    async remove(emailKey: string, tx: Tx): Promise<void> {
      await credentials.deleteOne({ _id: emailKey }, tx)
    },
  }
}

export type Credentials = ReturnType<typeof openCredentials>
