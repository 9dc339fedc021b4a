import { accountState } from '../domain/account.ts'
import type { Storage } from '../services.ts'

/** Every account as the event of its sign-up, for a lake that came later. */
export async function* pastAccounts({ stores }: Storage) {
  for await (const account of stores.accounts.each()) {
    const { _id: id, joinedAt: at } = account
    yield { name: 'athlete.changed' as const, id, data: accountState(account, at.getTime()), at, actor: id }
  }
}
