import type { z } from 'zod'
import type { EventDefinition } from './define.ts'
import * as activities from './producers/activities.ts'
import * as athletes from './producers/athletes.ts'
import * as carriers from './producers/carriers.ts'
import * as clubs from './producers/clubs.ts'
import * as commerce from './producers/commerce.ts'
import * as exports from './producers/exports.ts'
import * as leaving from './producers/leaving.ts'
import * as mail from './producers/mail.ts'
import * as social from './producers/social.ts'
import * as storage from './producers/storage.ts'

/** All events, by producer. */
export const producers = { athletes, activities, social, clubs, commerce, carriers, exports, leaving, mail, storage } as const

type Producers = typeof producers
type Definition = { [Name in keyof Producers]: Producers[Name][keyof Producers[Name]] }[keyof Producers]

// Written out, since only so `knip` sees that the events are used.
const all = [athletes, activities, social, clubs, commerce, carriers, exports, leaving, mail, storage].flatMap((producer) =>
  Object.values(producer),
)

export type EventName = Definition['name']
/** The data type of an event, by its name. A union of names gives a union of types. */
export type EventData<Name extends EventName> = z.infer<Extract<Definition, { name: Name }>['schema']>

export interface Envelope<Name extends EventName = EventName> {
  readonly id: string
  readonly name: Name
  /** The newest version, whichever version the event was stored in. */
  readonly version: number
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Who caused the event: the id of an athlete, `partner:<keyId>`, or null for the platform itself. */
  readonly actor: string | null
  readonly traceparent: string | null
  readonly data: EventData<Name>
}

/** The events that a process knows: the newest version by name, with all versions before it. */
export type Catalogue = ReadonlyMap<string, EventDefinition>

export const catalogue: Catalogue = new Map(all.map((definition) => [definition.name, definition]))
