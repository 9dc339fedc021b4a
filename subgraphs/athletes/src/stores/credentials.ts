import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { unlessTaken } from './taken.ts'

export interface Credential {
  /** The e-mail address as it is compared. */
  readonly _id: string
  readonly athleteId: string
  readonly passwordHash: string
}

/** How an athlete signs in: apart from the account, so that no read of accounts ever holds a password's hash. Shard key: `_id`. */
export const openCredentials = (database: Database) => {
  const schema = rowSchema<Credential>(
    { _id: String, athleteId: { type: String, required: true }, passwordHash: { type: String, required: true } },
    { collection: 'credentials', versionKey: false },
  )
  const model = database.connection.model<Credential>('Credential', schema)
  const read = readRows(model)
  return {
    async byEmail(emailKey: string): Promise<Credential | null> {
      return read.one({ _id: emailKey })
    },
    /** Throws Taken. */
    async insert(credential: Credential, tx: Tx): Promise<void> {
      await unlessTaken('email', () => model.create([credential], { session: tx.session }))
    },
  }
}

export type Credentials = ReturnType<typeof openCredentials>
