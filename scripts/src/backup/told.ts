import { type EventData, type EventName, parseEnvelope, producers } from '@gruppetto/events'
import { messagesOf, type Runtime } from '@gruppetto/runtime'
import type { Manifest } from './manifest.ts'
import { readRows } from './row-files.ts'
import type { ChangedRow, StoredMessage } from './take-backup.ts'

/** The revision that others have seen of a row: it must rise above it, or they would take what comes next for something older. */
export interface Seen {
  readonly collection: string
  readonly id: string
  readonly revision: number
}

/** What a subgraph has told others since the instant of a backup. */
export interface Told {
  /** How many events of each name others know, and a database of that instant would not. */
  readonly lost: ReadonlyMap<string, number>
  readonly seen: readonly Seen[]
}

/** Says which row an event is about, if that row has a revision. */
type SeenIn<Name extends EventName> = (data: EventData<Name>) => Seen | null

const nothing = () => null

/**
 * The events that workers make of events of others, and that come again with these. Whoever takes them takes them twice without harm: by their revision,
 * by the key of what follows, or because they are of the same subgraph.
 */
const COME_AGAIN: { readonly [Name in EventName]?: SeenIn<Name> } = {
  'challenge.scored': ({ challengeId, athleteId, revision }) => ({
    collection: 'entries',
    id: `${challengeId}:${athleteId}`,
    revision,
  }),
  'challenge.completed': nothing,
  'activity.held-out': nothing,
  'feed.item-recorded': nothing,
  'notification.created': nothing,
  'live-session.announced': nothing,
  'challenge-entry.announced': nothing,
}

const producedBy: Readonly<Record<string, Readonly<Record<string, { readonly name: string }>>>> = producers

/** Returns the ids of the events that were in the outbox while the backup was taken: committed by then, and told after it. */
const outboxOf = async (folder: string, database: Manifest['databases'][number] | undefined): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>()
  const file = database?.collections.find(({ name }) => name === 'outbox')?.file ?? null
  if (file !== null) for await (const { _id } of readRows<{ _id: unknown }>(folder, file)) ids.add(String(_id))
  for (const changes of database?.changes ?? [])
    for await (const { c, i } of readRows<ChangedRow>(folder, changes)) if (c === 'outbox') ids.add(String(i))
  return ids
}

/** Tells of messages, which come in their order, whether the backup has them. */
const openKnown = (folder: string, manifest: Manifest) => {
  const stored = readRows<StoredMessage>(folder, manifest.events)
  let place = 0
  return {
    async has(sequence: number): Promise<boolean> {
      while (place < sequence) {
        const { value, done } = await stored.next()
        place = done ? Number.POSITIVE_INFINITY : Number(value.s)
      }
      return place === sequence
    },
  }
}

/** Reads what a subgraph has told others since the instant of a backup. It reads the stream once. */
export const toldSince = async (
  { bus, catalogue }: Runtime,
  { folder, manifest, name }: { readonly folder: string; readonly manifest: Manifest; readonly name: string },
): Promise<Told> => {
  const own = new Set(Object.values(producedBy[name] ?? {}).map((event) => event.name))
  const committed = await outboxOf(
    folder,
    manifest.databases.find((database) => database.name === name),
  )
  const known = openKnown(folder, manifest)
  const lost = new Map<string, number>()
  const seen = new Map<string, Seen>()
  for await (const { sequence, subject, data } of messagesOf(bus, bus.names.events)) {
    if ((await known.has(sequence)) || !subject.startsWith(bus.subject('evt.'))) continue
    const parsed = parseEnvelope(data, catalogue)
    if (parsed.kind === 'UNREADABLE') continue
    const event = parsed.kind === 'EVENT' ? parsed.envelope : parsed
    if (!own.has(event.name) || committed.has(event.id)) continue
    const seenIn = COME_AGAIN[event.name as EventName] as SeenIn<EventName> | undefined
    if (seenIn === undefined || !('data' in event)) {
      lost.set(event.name, (lost.get(event.name) ?? 0) + 1)
      continue
    }
    const row = seenIn(event.data)
    const before = row === null ? undefined : seen.get(row.id)
    if (row !== null && (before?.revision ?? 0) < row.revision) seen.set(row.id, row)
  }
  return { lost, seen: [...seen.values()] }
}
