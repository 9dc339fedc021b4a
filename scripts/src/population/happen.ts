import type { EventData, EventName } from '@gruppetto/events'

/** An event of the population. */
export interface Happened<Name extends EventName = EventName> {
  readonly name: Name
  readonly data: EventData<Name>
  readonly atMs: number
  readonly actor: string | null
}

/** Collects what happens. */
export interface Diary {
  add<Name extends EventName>(name: Name, actor: string | null, data: EventData<Name> & { readonly at: number }): void
  /** Returns what has happened since the last call, by time. */
  take(): readonly Happened[]
}

export const openDiary = (): Diary => {
  let pages: Happened[] = []
  return {
    add(name, actor, data) {
      pages.push({ name, data, atMs: data.at, actor })
    },
    take() {
      const taken = pages.sort((a, b) => a.atMs - b.atMs)
      pages = []
      return taken
    },
  }
}
