import { createHmac } from 'node:crypto'
import type { Tx } from '@gruppetto/runtime'
import type { Storage } from '../services.ts'

const keyOf = (secret: string, kind: string, value: string): string =>
  createHmac('sha256', secret).update(`trial:${kind}:${value}`).digest('base64url')

/** The keys under which a trial is remembered: of the account, and of its mail address, which outlives the account. */
const keysOf = async ({ stores, runtime }: Storage, athleteId: string, tx?: Tx): Promise<readonly string[]> => {
  const secret = runtime.config.identitySecret
  const address = await stores.addressKeys.get(athleteId, tx)
  const ofAccount = keyOf(secret, 'account', athleteId)
  return address === null ? [ofAccount] : [ofAccount, keyOf(secret, 'address', address.addressKey)]
}

/** Whether the person has had a trial, with this account or with another one of the same mail address, which may be deleted. */
export const hadTrial = async (storage: Storage, athleteId: string): Promise<boolean> =>
  storage.stores.trials.hasAny(await keysOf(storage, athleteId))

/** Remembers that the person has a trial. It keeps hashes only, which say nothing without the platform's secret. */
export const rememberTrial = async (storage: Storage, athleteId: string, tx: Tx): Promise<void> => {
  const keys = await keysOf(storage, athleteId, tx)
  storage.stores.trials.putAtCommit(
    keys.map((_id) => ({ _id, at: new Date(storage.runtime.now()) })),
    tx,
  )
}
