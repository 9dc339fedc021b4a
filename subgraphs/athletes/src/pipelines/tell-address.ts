import { createHmac } from 'node:crypto'
import type { Tx } from '@gruppetto/runtime'
import type { Account } from '../domain/account.ts'
import { mailboxOf } from '../domain/handles.ts'
import type { Storage } from '../services.ts'

/** Tells the other subgraphs a hash of the account's mail address, so that they may know a person again and learn no address. */
export const tellAddress = ({ runtime }: Pick<Storage, 'runtime'>, { _id, revision, email }: Account, tx: Tx): void => {
  const addressKey = createHmac('sha256', runtime.config.identitySecret)
    .update(`address:${mailboxOf(email)}`)
    .digest('base64url')
  tx.emit('athlete.address-changed', { athleteId: _id, revision, addressKey, at: runtime.now() })
}
