import type { AsideHook, AsideHooks } from '@gruppetto/runtime'
import type { BoardRow } from '../domain/board.ts'
import type { Ranking } from '../live/ranking.ts'
import type { Stores } from '../stores/mod.ts'

/** The boards of a closed account's challenges close up; they open again where the account is opened again. */
export const asideHooks = ({ stores, ranking }: { readonly stores: Stores; readonly ranking: Ranking }): AsideHooks => {
  const boardRows: AsideHook<BoardRow> = async (rows, direction, tx) => {
    for (const row of rows.filter(({ participating }) => participating)) {
      if (direction === -1) {
        await ranking.takeOff(row, tx)
      } else {
        const back: BoardRow = { ...row, returns: (row.returns ?? 0) + 1 }
        stores.boards.putAtCommit(back, tx)
        await ranking.change(back, tx)
      }
    }
  }
  return { board_rows: boardRows }
}
