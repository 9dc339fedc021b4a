import { type Runtime, within } from '@gruppetto/runtime'
import { BrokenPublicationError, type Publication, publicationIds, readPublication } from './publications.ts'

/** A document that a client has registered. */
export interface RegisteredDocument {
  readonly hash: string
  readonly text: string
  /** The name of the newest publication that has it. */
  readonly publication: string
}

/** The registered documents, as this process knows them. */
export interface Registered {
  /** Returns the text with this SHA-256, from memory. */
  textOf(hash: string): string | undefined
  /** Whether the publications have been read since the start. Before, nothing is known to be registered. */
  isRead(): boolean
  /** Returns the name of the newest publication that has a document, or null. */
  publicationOf(hash: string): string | null
  /** All documents, those of the newest publications first. */
  documents(): readonly RegisteredDocument[]
  /**
   * Looks for publications, for somebody who asks for a document that is not registered. However many ask, the object store is asked every five
   * seconds at most, and nobody waits longer than a second. Never rejects.
   */
  lookAgain(): Promise<void>
  /** Hears which documents have been registered since, in the order of `documents`. */
  onAdded(hear: (added: readonly RegisteredDocument[]) => void): void
  close(): void
}

/** Between two looks for somebody who asks, and between those of the clock, which find what was removed. */
const LOOK_AGAIN_MS = 5_000
const LOOK_EVERY_MS = 60_000
const WAIT_MS = 1_000

export interface RegisteredOptions {
  readonly runtime: Pick<Runtime, 'objects' | 'log' | 'now' | 'warnings'>
  /** How many bytes the texts may have in all. The oldest publications are left out beyond them. */
  readonly maxBytes: number
}

const WARNING = 'registered operations'

/** Opens the registered documents. They are kept in memory, whole, so that neither an outage nor an unknown hash reaches the object store. */
export const openRegistered = ({ runtime, maxBytes }: RegisteredOptions): Registered => {
  const { objects, log, now, warnings } = runtime
  const publications = new Map<string, Publication>()
  /** What stands under keys of publications and is none. It is told once. */
  const broken = new Set<string>()
  let documents: ReadonlyMap<string, RegisteredDocument> = new Map()
  let isRead = false
  let isFull = false
  let lookedAtMs = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | null = null
  let hearer: (added: readonly RegisteredDocument[]) => void = () => {}

  const read = async (id: string): Promise<void> => {
    try {
      publications.set(id, await readPublication(objects, id))
    } catch (error) {
      if (!(error instanceof BrokenPublicationError)) throw error
      broken.add(id)
      log.error({ err: error }, 'a publication of operations is broken')
    }
  }

  const union = (): ReadonlyMap<string, RegisteredDocument> => {
    const all = new Map<string, RegisteredDocument>()
    let bytes = 0
    const newestFirst = [...publications.values()].toSorted((a, b) => b.publishedAt.localeCompare(a.publishedAt))
    for (const { name, documents: texts } of newestFirst) {
      for (const [hash, text] of texts) {
        if (all.has(hash)) continue
        bytes += text.length
        if (bytes <= maxBytes) all.set(hash, { hash, text, publication: name })
      }
    }
    if (bytes > maxBytes && !isFull) log.error({ bytes, maxBytes }, 'there are more registered operations than may be kept')
    isFull = bytes > maxBytes
    return all
  }

  const look = async (): Promise<void> => {
    const ids = await publicationIds(objects)
    const present = new Set(ids)
    const gone = [...publications.keys()].filter((id) => !present.has(id))
    for (const id of gone) publications.delete(id)
    for (const id of broken) if (!present.has(id)) broken.delete(id)
    const fresh = ids.filter((id) => !publications.has(id) && !broken.has(id))
    try {
      for (const id of fresh) await read(id)
    } finally {
      const before = documents
      if (gone.length + fresh.length > 0) documents = union()
      const added = [...documents.values()].filter(({ hash }) => !before.has(hash))
      if (added.length > 0) hearer(added)
    }
    isRead = true
  }

  const lookOnce = (): Promise<void> => {
    if (looking !== null) return looking
    lookedAtMs = now()
    looking = look()
      .then(
        () => {
          if (warnings.delete(WARNING)) log.info('registered operations can be read again')
        },
        (error: unknown) => {
          if (!warnings.has(WARNING)) log.error({ err: error }, 'registered operations cannot be read')
          warnings.set(WARNING, 'The object store does not give them. Those that are known still run.')
        },
      )
      .finally(() => {
        looking = null
      })
    return looking
  }
  const timer = setInterval(() => void lookOnce(), LOOK_EVERY_MS)
  timer.unref()

  return {
    textOf: (hash) => documents.get(hash)?.text,
    publicationOf: (hash) => documents.get(hash)?.publication ?? null,
    isRead: () => isRead,
    documents: () => [...documents.values()],
    async lookAgain() {
      if (looking === null && now() - lookedAtMs < LOOK_AGAIN_MS) return
      await within(WAIT_MS, lookOnce(), () => undefined)
    },
    onAdded: (hear) => {
      hearer = hear
    },
    close() {
      clearInterval(timer)
      warnings.delete(WARNING)
    },
  }
}
