import { SHOWN_CHANGED_KEY } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import type { Storage } from '../services.ts'

/** Tells the gateways, after the commit, that what others see of these things has changed: they forget the answers that they keep of them. */
export const announceShown = ({ runtime }: Pick<Storage, 'runtime'>, ids: readonly string[], tx: Tx): void =>
  tx.afterCommit(() => {
    for (const id of ids) runtime.live.publish('shown', SHOWN_CHANGED_KEY, { id })
  })
