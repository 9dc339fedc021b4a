import { setTimeout as sleep } from 'node:timers/promises'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { openLake } from '@gruppetto/lake'
import type { Database, Runtime } from '@gruppetto/runtime'
import mongoose from 'mongoose'
import { loadModule } from '../generated/modules.ts'
import { boardBooks } from './boards.ts'
import type { Book, Library, Shelf, ShelfName } from './book.ts'
import { copies } from './copies.ts'
import { counts } from './counts.ts'
import { feedBooks } from './feeds.ts'
import { ledger } from './ledger.ts'
import { rows } from './rows.ts'
import { uploads } from './uploads.ts'

export const BOOKS: readonly Book[] = [...ledger, ...uploads, ...feedBooks, ...boardBooks, ...counts, ...copies, ...rows]

export type { Library } from './book.ts'

/** Of one book so many faults are told, and more are only counted. */
const MOST_TOLD = 50

export interface Page {
  readonly name: string
  readonly of: string
  readonly looked: number
  /** What was wrong each time the book was read. At most fifty sentences. */
  readonly wrong: readonly string[]
  readonly isWrong: boolean
}

export interface BooksOptions {
  /** How often a book that finds something is read again, before what it finds counts: a running platform changes meanwhile. */
  readonly again?: number
  readonly pauseMs?: number
  readonly books?: readonly Book[]
}

const readOnce = async (book: Book, library: Library): Promise<{ looked: number; wrong: Set<string> }> => {
  let looked = 0
  const wrong = new Set<string>()
  await book.read(library, {
    looked(count = 1) {
      looked += count
    },
    wrong(sentence) {
      // More than this is not worth the memory. All of it stays wrong, whichever of it is told.
      if (wrong.size < 10_000) wrong.add(sentence)
    },
  })
  return { looked, wrong }
}

const read = async (book: Book, library: Library, { again = 3, pauseMs = 2000 }: BooksOptions): Promise<Page> => {
  let { looked, wrong } = await readOnce(book, library)
  for (let round = 0; round < again && wrong.size > 0; round += 1) {
    await sleep(pauseMs)
    const next = await readOnce(book, library)
    looked = next.looked
    wrong = new Set([...wrong].filter((sentence) => next.wrong.has(sentence)))
  }
  return { name: book.name, of: book.of, looked, wrong: [...wrong].slice(0, MOST_TOLD), isWrong: wrong.size > 0 }
}

/** Reads the books of a platform, one after the other. It writes nothing. */
export const readBooks = async (library: Library, options: BooksOptions = {}): Promise<readonly Page[]> => {
  const pages: Page[] = []
  for (const book of options.books ?? BOOKS) pages.push(await read(book, library, options))
  return pages
}

/** Returns the pages as a table with a line for each book, and below it what is wrong. */
export const tableOf = (pages: readonly Page[]): string => {
  const width = Math.max(...pages.map(({ name }) => name.length))
  const line = ({ name, of, looked, wrong, isWrong }: Page): string =>
    `${isWrong ? 'WRONG' : 'ok   '}  ${name.padEnd(width)}  ${String(looked).padStart(8)} ${of}${isWrong ? `, ${wrong.length}${wrong.length === MOST_TOLD ? ' or more' : ''} wrong` : ''}`
  const faults = pages
    .filter(({ isWrong }) => isWrong)
    .flatMap(({ name, wrong }) => ['', name, ...wrong.map((text) => `  ${text}`)])
  return [...pages.map(line), ...faults].join('\n')
}

/** A database that is read: it creates nothing, publishes nothing and begins no transaction. */
const openToRead = async ({ config }: Runtime, name: string): Promise<Database> => {
  const connection = await mongoose
    .createConnection(config.mongoUrl ?? '', { dbName: `${config.namespace}_${name}`, maxPoolSize: 4 })
    .asPromise()
  return {
    name,
    connection,
    collections: new Map(),
    prepare: async () => undefined,
    transact: () => Promise.reject(new Error('the books are only read')),
  }
}

/** Opens the books of the platform of a runtime. Nothing that it opens has workers, jobs or a relay. */
export const openLibrary = async (runtime: Runtime): Promise<Library & { close(): Promise<void> }> => {
  const databases = new Map<string, Promise<Database>>()
  const reading: Runtime = {
    ...runtime,
    database(name) {
      const known = databases.get(name) ?? openToRead(runtime, name)
      databases.set(name, known)
      return known
    },
  }
  const opened = await Promise.all(
    SUBGRAPH_NAMES.map(async (name) => [name, await (await loadModule[name]()).open(reading)] as const),
  )
  const lake = runtime.config.lake ? await openLake(reading) : null
  const shelves = new Map<ShelfName, Shelf>(lake === null ? opened : [...opened, ['lake', lake]])
  return {
    runtime,
    shelves,
    async close() {
      for (const [, module] of opened) await module.close()
      await lake?.close()
      for (const database of databases.values()) await (await database).connection.close()
    },
  }
}
