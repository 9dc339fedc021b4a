import { LAKE_WRITER } from '@gruppetto/events'
import { eraseKeys, eventId, hasConsumer, purgeMessages, SYSTEM, type Tx } from '@gruppetto/runtime'
import type { Account } from '../domain/account.ts'
import { closedBefore } from '../domain/closing.ts'
import { ERASURE_ROUNDS, type ErasureRow, mailNamesOneOf, missingReports, namesOneOf } from '../domain/erasure.ts'
import { emailKeyOf } from '../domain/handles.ts'
import type { Services, Storage } from '../services.ts'

/**
 * Begins the erasure of a closed account. From this commit on it cannot be brought back: the account is gone, and a restore at the
 * same moment conflicts.
 */
export const beginErasure = async ({ database, stores, runtime }: Storage, athleteId: string): Promise<void> => {
  const nowMs = runtime.now()
  await database.transact(async (tx) => {
    const account = await stores.accounts.get(athleteId, tx)
    if (!isDue(account, nowMs)) return
    const { email, displayName, closedAt } = account
    await stores.accounts.remove(account, tx)
    await stores.credentials.remove(emailKeyOf(email), tx)
    await stores.erasures.insert(
      {
        _id: athleteId,
        handles: await stores.handles.ofAthlete(athleteId, tx),
        email,
        displayName,
        closedAt: closedAt ?? new Date(nowMs),
        startedAt: new Date(nowMs),
        round: 1,
        reported: [],
      },
      tx,
    )
    tx.emit('athlete.erased', { athleteId, round: 1, at: nowMs })
  }, SYSTEM)
}

const isDue = (account: Account | null, nowMs: number): account is Account =>
  account?.closedAt !== null && account?.closedAt !== undefined && account.closedAt <= closedBefore(nowMs)

/** Begins the next round, or notes that the last one is done. Does nothing when another process has done so. */
const endRound = async ({ stores, runtime }: Storage, { _id, round }: ErasureRow, tx: Tx): Promise<void> => {
  const nowMs = runtime.now()
  const row = await stores.erasures.get(_id, tx)
  if (row === null || row.round !== round) return
  if (round < ERASURE_ROUNDS) {
    await stores.erasures.put({ ...row, round: round + 1, reported: [] }, tx)
    tx.emit('athlete.erased', { athleteId: _id, round: round + 1, at: nowMs })
    return
  }
  const { closedAt, startedAt } = row
  await stores.erasures.finish(_id, { _id: eventId(), closedAt, startedAt, finishedAt: new Date(nowMs) }, tx)
}

/**
 * Whether the lake has to report erasures: where there was one once, even if its consumer is gone with a stream that was lost. LAKE=off says that there
 * is none any more.
 */
export const hasLake = async ({ stores, runtime }: Storage): Promise<boolean> => {
  if (!runtime.config.lake) return false
  if (await stores.erasures.isParticipant('lake')) return true
  if (!(await hasConsumer(runtime.bus, LAKE_WRITER))) return false
  await stores.erasures.addParticipant('lake', new Date(runtime.now()))
  return true
}

/**
 * Ends the round of each erasure that every subgraph has reported, and the lake where there is one. Before that it deletes what no subgraph
 * owns: messages of the streams, keys in Redis, and mails in a folder. Cut short, it does so again.
 */
export const endRounds = async (services: Services): Promise<void> => {
  const { database, mailer, runtime, stores } = services
  // It is looked for before there is anything to erase: what was seen once is known when the stream is lost.
  const withLake = await hasLake(services)
  const ready = (await stores.erasures.all()).filter((row) => missingReports(row, withLake).length === 0)
  if (ready.length === 0) return
  await purgeMessages(runtime.bus, namesOneOf(ready, runtime.now()))
  await eraseKeys(
    runtime.redis,
    ready.map(({ _id }) => _id),
  )
  await mailer.erase(mailNamesOneOf(ready))
  for (const row of ready) await database.transact((tx) => endRound(services, row, tx), SYSTEM)
}
