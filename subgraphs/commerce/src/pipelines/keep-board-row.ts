import type { Tx } from '@gruppetto/runtime'
import type { BoardRow } from '../domain/board.ts'
import type { Services } from '../services.ts'
import { announceShown } from './announce-shown.ts'
import { giveCodeOnCompletion } from './give-code.ts'

interface Change {
  readonly before: BoardRow | null
  /** Null: nothing changes. */
  readonly row: BoardRow | null
}

/** Stores a changed row of a board, with what follows from it: ranks, and a code for who has completed the challenge with it. */
export const keepBoardRow = async (services: Services, { before, row }: Change, tx: Tx): Promise<void> => {
  if (row === null) return
  services.stores.boards.putAtCommit(row, tx)
  await services.ranking.change(row, tx)
  announceShown(services, [row.challengeId], tx)
  await giveCodeOnCompletion(services, before, row, tx)
}
