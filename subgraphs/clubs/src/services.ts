import { type CursorSeal, cursorSeal } from '@gruppetto/graph'
import {
  type Aside,
  type Database,
  type Groups,
  type Lanes,
  openAside,
  openGroups,
  openLanes,
  openTurns,
  type Runtime,
  type Turns,
} from '@gruppetto/runtime'
import { type Boards, openBoards } from './live/boards.ts'
import { type ClubBoards, openClubBoards } from './live/club-boards.ts'
import { type EventHints, openEventHints } from './live/event-hints.ts'
import { asideHooks } from './pipelines/aside.ts'
import type { Change } from './pipelines/change-rsvps.ts'
import { openStores, type Stores } from './stores/mod.ts'

/** A transaction changes so many answers at most, so that nobody waits long for the first. */
const CHANGES_AT_ONCE = 50

/** What is open as long as the subgraph is. */
export interface Services {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly boards: Boards
  readonly clubBoards: ClubBoards
  readonly eventHints: EventHints
  /** One after another: what is told of the dates of one event. */
  readonly lanes: Lanes
  /** Together: changes of answers to one date. */
  readonly rsvpGroups: Groups<Change, Error | null>
  /** One after another, over all processes: what changes one date, with `rsvpGroups`. */
  readonly turns: Turns
  readonly aside: Aside
  readonly cursors: CursorSeal
}

export const openServices = async (runtime: Runtime): Promise<Services> => {
  const database = await runtime.database('clubs')
  const stores = openStores(database, runtime)
  const boards = openBoards(stores, runtime)
  const clubBoards = openClubBoards(stores, runtime)
  const eventHints = openEventHints(runtime)
  const aside = openAside(database, asideHooks({ boards, clubBoards, eventHints, runtime, stores }))
  await database.prepare()
  const lanes = openLanes()
  return {
    runtime,
    database,
    stores,
    boards,
    clubBoards,
    eventHints,
    lanes,
    rsvpGroups: openGroups(runtime, CHANGES_AT_ONCE),
    turns: openTurns(runtime),
    aside,
    cursors: cursorSeal(runtime.config.identitySecret),
  }
}

/** The database and Redis belong to the runtime, which closes them. */
export const closeServices = async ({ boards, clubBoards, eventHints }: Services): Promise<void> => {
  eventHints.close()
  await clubBoards.close()
  await boards.close()
}
