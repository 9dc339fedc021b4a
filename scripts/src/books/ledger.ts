import { parseEnvelope } from '@gruppetto/events'
import { WRITER } from '@gruppetto/lake'
import { type AnyWorker, type DeadLetter, deadLetters, inPortions, messagesOf, portions } from '@gruppetto/runtime'
import { type Book, type Library, rowsOf, type ShelfName, sumsOf } from './book.ts'

/** A row of the outbox that is younger is still on its way to the stream. */
const ON_ITS_WAY_MS = 10_000
const MESSAGES_AT_ONCE = 500
const LETTERS_AT_ONCE = 500

/** The names of the consumers that a platform has: those of its workers, and the one of the lake's writer. */
const namesOf = ({ shelves }: Library): readonly string[] => [
  ...[...shelves.values()].flatMap(({ workers }) => workers.map(({ name }) => name)),
  ...(shelves.has('lake') ? [WRITER] : []),
]

/** Every committed event is on the stream. */
const outbox: Book = {
  name: 'the outbox is empty',
  of: 'subgraphs',
  async read(library, { looked, wrong }) {
    const where = { at: { $lt: new Date(Date.now() - ON_ITS_WAY_MS) } }
    for (const name of library.shelves.keys()) {
      looked()
      for await (const row of rowsOf<{ _id: string; name: string }>(library, name, 'outbox', { where, limit: 100 }))
        wrong(`${name}: ${row.name} ${row._id} was never published`)
    }
  },
}

/** Each worker has its consumer, which has handled everything, and there is no other one. The lake's writer holds events back for a minute. */
const consumers: Book = {
  name: 'every consumer is at rest, and none leaked',
  of: 'consumers',
  async read(library, { looked, wrong }) {
    const { manager, names } = library.runtime.bus
    const missing = new Set(namesOf(library))
    for await (const consumer of manager.consumers.list(names.events)) {
      // The others are those of who reads the stream just now, as the books do.
      if (consumer.config.durable_name === undefined) continue
      looked()
      const isOurs = missing.delete(consumer.name)
      if (!isOurs) wrong(`the consumer ${consumer.name} belongs to no worker`)
      const { num_pending, num_ack_pending, ack_floor } = consumer
      if (isOurs && consumer.name !== WRITER && num_pending + num_ack_pending > 0)
        wrong(`${consumer.name} has not handled the events after ${ack_floor.stream_seq}`)
    }
    for (const name of missing) wrong(`${name} has no consumer`)
  },
}

async function* allLetters({ runtime: { bus } }: Library): AsyncGenerator<DeadLetter> {
  const read = (last: DeadLetter | null) => deadLetters(bus, { fromId: (last?.id ?? 0) + 1, limit: LETTERS_AT_ONCE })
  for await (const letters of portions(LETTERS_AT_ONCE, read)) yield* letters
}

const isWaiting = ({ reason }: DeadLetter): boolean => reason.startsWith('waits for a process whose ')

/** A dead letter is explained when it waits for a newer release, or when the upload that it is about says that it failed. */
const letters: Book = {
  name: 'every dead letter is explained',
  of: 'dead letters',
  async read(library, { looked, wrong }) {
    for await (const letter of allLetters(library)) {
      looked()
      if (isWaiting(letter)) continue
      const uploadId = /"uploadId":"(\w+)"/.exec(letter.text)?.[1]
      const failed = { where: { _id: uploadId ?? '', status: 'FAILED' }, fields: { _id: 1 } } as const
      const { value } = await rowsOf(library, 'activities', 'uploads', failed)[Symbol.asyncIterator]().next()
      if (value === undefined) wrong(`${letter.id}: ${letter.worker} could not handle ${letter.eventName}: ${letter.reason}`)
    }
  },
}

interface Stored {
  readonly sequence: number
  readonly id: string
  readonly name: string
}

/** Yields the events that the stream still has, oldest first, without what was sent to one consumer again, and without what nobody can read. */
async function* eventsOf({ runtime: { bus, catalogue } }: Library): AsyncGenerator<Stored> {
  for await (const { sequence, subject, data } of messagesOf(bus, bus.names.events)) {
    const parsed = subject.startsWith(bus.subject('evt.')) ? parseEnvelope(data, catalogue) : null
    if (parsed?.kind !== 'EVENT') continue
    yield { sequence, id: parsed.envelope.id, name: parsed.envelope.name }
  }
}

/** Whether every event of a worker leaves a mark, so that an event without one was lost. */
const marksAll = ({ save, isRepeatable, concerns }: AnyWorker): boolean =>
  save !== undefined && isRepeatable !== true && concerns === undefined

interface Ledger {
  readonly shelf: ShelfName
  readonly worker: AnyWorker
  /** Everything up to this place is done. */
  readonly doneUntil: number
}

const ledgersOf = async (library: Library): Promise<readonly Ledger[]> => {
  const { manager, names } = library.runtime.bus
  const floors = new Map<string, number>()
  for await (const { name, ack_floor } of manager.consumers.list(names.events)) floors.set(name, ack_floor.stream_seq)
  return [...library.shelves].flatMap(([shelf, { workers }]) =>
    workers.filter(marksAll).map((worker) => ({ shelf, worker, doneUntil: floors.get(worker.name) ?? 0 })),
  )
}

/**
 * The ledger of ids: each event that a consumer has acknowledged has its mark, or a dead letter. A mark is unique and commits with what
 * its worker wrote, so no event is applied twice; the counts say so too.
 */
const marks: Book = {
  name: 'no event is lost',
  of: 'events and consumers',
  async read(library, { looked, wrong }) {
    const ledgers = await ledgersOf(library)
    const buried = new Set<string>()
    for await (const { worker, eventId } of allLetters(library)) buried.add(`${worker}:${eventId}`)
    for await (const events of inPortions(MESSAGES_AT_ONCE, eventsOf(library))) {
      for (const shelf of library.shelves.keys()) {
        const due = ledgers
          .filter((ledger) => ledger.shelf === shelf)
          .flatMap(({ worker, doneUntil }) =>
            events
              .filter(({ name, sequence }) => sequence <= doneUntil && worker.on.some((on) => on === name))
              .map(({ id, name }) => ({ mark: `${worker.name}:${id}`, name })),
          )
        looked(due.length)
        if (due.length === 0) continue
        const found = await sumsOf(library, shelf, 'inbox', [
          { $match: { _id: { $in: due.map(({ mark }) => mark) } } },
          { $project: { _id: 1 } },
        ])
        for (const { mark, name } of due)
          if (!found.has(mark) && !buried.has(mark)) wrong(`${name} was acknowledged and not handled: ${mark}`)
      }
    }
  },
}

export const ledger: readonly Book[] = [outbox, consumers, letters, marks]
