import type { Database } from '@gruppetto/runtime'
import { type Consents, openConsents } from './consents.ts'
import { type DeadKeys, openDeadKeys } from './dead-keys.ts'
import { type Files, openFiles } from './files.ts'
import { type Keys, openKeys } from './keys.ts'
import { openPlaces, type Places } from './places.ts'
import { openTurns, type Turns } from './turns.ts'

export interface Stores {
  readonly consents: Consents
  readonly deadKeys: DeadKeys
  readonly files: Files
  readonly keys: Keys
  readonly places: Places
  readonly turns: Turns
}

export const openStores = (database: Database): Stores => ({
  consents: openConsents(database),
  deadKeys: openDeadKeys(database),
  files: openFiles(database),
  keys: openKeys(database),
  places: openPlaces(database),
  turns: openTurns(database),
})
