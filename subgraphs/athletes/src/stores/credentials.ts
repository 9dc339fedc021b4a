import { type Database, readRows, rowSchema, type Tx } from '@gruppetto/runtime'
import { rejectTaken } from './taken.ts'

export interface Credential {
  /** The result of emailKeyOf. */
  readonly _id: string
  readonly athleteId: string
  readonly passwordHash: string
}

/** How athletes sign in. Separate from the accounts, so that reading accounts never returns a password hash. Shard key: `_id`. */
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
    /** Throws TakenError when the e-mail address has an account. */
    async insert(credential: Credential, tx: Tx): Promise<void> {
      await rejectTaken('email', () => model.create([credential], { session: tx.session }))
    },
  }
}

export type Credentials = ReturnType<typeof openCredentials>
