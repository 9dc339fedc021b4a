import type { Database } from '@gruppetto/runtime'
import { type Files, openFiles } from './files.ts'
import { type Keys, openKeys } from './keys.ts'
import { openPlaces, type Places } from './places.ts'
import { openTurns, type Turns } from './turns.ts'

export interface Stores {
  readonly files: Files
  readonly keys: Keys
  readonly places: Places
  readonly turns: Turns
}

export const openStores = (database: Database): Stores => ({
  files: openFiles(database),
  keys: openKeys(database),
  places: openPlaces(database),
  turns: openTurns(database),
})
