import type { BaseContext, CursorSeal } from '@gruppetto/graph'
import type { Database } from '@gruppetto/runtime'
import type { Loaders } from './loaders.ts'
import type { Stores } from './stores/stores.ts'

export interface Context extends BaseContext {
  readonly database: Database
  readonly stores: Stores
  readonly loaders: Loaders
  readonly cursors: CursorSeal
}
