import { type AnyWorker, defineWorker, portions, SYSTEM } from '@gruppetto/runtime'
import type { BoardRow } from '../domain/board.ts'
import { giveCode } from '../pipelines/give-code.ts'
import type { Services } from '../services.ts'
import { completedCursorOf } from '../stores/boards.ts'

const BATCH_SIZE = 100

/** Gives codes to those of the batch who have none. Returns false when there is none left. */
const giveToBatch = async (services: Services, rows: readonly BoardRow[]): Promise<boolean> => {
  const { database, stores } = services
  const given = await stores.offerCodes.given(rows.map((row) => row._id))
  for (const row of rows.filter(({ _id }) => !given.has(_id))) {
    const outcome = await database.transact((tx) => giveCode(services, row, tx), SYSTEM)
    if (outcome === 'NONE_LEFT') return false
  }
  return true
}

/**
 * When codes are added: gives them to those who completed the challenge before, the first one first. Each gets theirs in a transaction
 * of its own, so the work may be cut short at any moment and goes on with who is left when the event comes again.
 */
export const giveWaitingCodes = (services: Services): AnyWorker =>
  defineWorker({
    name: 'commerce-give-waiting-codes',
    on: ['sponsorship.codes-added'],
    prepare: async ({ data: { challengeId } }, { working }) => {
      const { boards } = services.stores
      const read = (last: BoardRow | null) => boards.completed(challengeId, last && completedCursorOf(last), BATCH_SIZE)
      for await (const rows of portions(BATCH_SIZE, read)) {
        if (!(await giveToBatch(services, rows))) return
        working()
      }
    },
  })
