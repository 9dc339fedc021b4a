import type { BaseContext, CursorSeal } from '@gruppetto/graph'
import type { Database } from '@gruppetto/runtime'
import type { Boards } from './boards.ts'
import type { Loaders } from './loaders.ts'
import type { Stores } from './stores/mod.ts'

/** What each resolver of this subgraph is given. */
export interface Context extends BaseContext {
  /** The signed-in athlete, or null. */
  readonly viewerId: string | null
  readonly database: Database
  readonly stores: Stores
  readonly boards: Boards
  readonly loaders: Loaders
  readonly cursors: CursorSeal
}
