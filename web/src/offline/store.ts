import type { GraphqlError } from '../api/graphql-error.ts'
import { randomId } from '../api/random-id.ts'
import { forgetPhotos } from './photos.ts'

/**
 * What this browser keeps of a session, so that what was seen can be seen without a network, and what was done is not lost: in IndexedDB. A
 * browser that has none, or no room, keeps nothing.
 */
const NAME = 'gruppetto'
const SESSION = 'session'
const ANSWERS = 'answers'
const WAITING = 'waiting'

/** Who is signed in, as far as this browser knows without a network. */
export interface KeptSession {
  /** Another one for each session: what an earlier one has still under way is not kept for the next. */
  readonly tag: string
  readonly athleteId: string
}

interface KeptAnswer {
  readonly key: string
  readonly atMs: number
  readonly answer: unknown
}

/** Something that was done and has not arrived yet. */
export interface KeptTask<Task> {
  /** Its place in the order. */
  readonly place: number
  readonly athleteId: string
  readonly task: Task
  /** Why the platform did not take it; null while it waits. */
  readonly refusal: Refusal | null
  /** How often the platform has failed over it. */
  readonly failures: number
}

/** Why something was not taken: the error of an operation, or the failure of a file. */
export interface Refusal {
  readonly error?: GraphqlError
  readonly failure?: { readonly code: string; readonly message: string }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
  })

let opened: Promise<IDBDatabase> | null = null
const open = (): Promise<IDBDatabase> => {
  opened ??= (async () => {
    if (typeof indexedDB === 'undefined') throw new Error('This browser keeps nothing')
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => {
      const database = request.result
      database.createObjectStore(SESSION)
      database.createObjectStore(ANSWERS, { keyPath: 'key' }).createIndex('atMs', 'atMs')
      database.createObjectStore(WAITING, { keyPath: 'place', autoIncrement: true })
    }
    const database = await done(request)
    // The browser may close it at any time, such as to make room.
    database.onclose = () => {
      opened = null
    }
    return database
  })().catch((error: unknown) => {
    opened = null
    throw error
  })
  return opened
}

type Stores = Readonly<Record<'session' | 'answers' | 'waiting', IDBObjectStore>>

/** Works with all that is kept, in one transaction. Rejects where the browser keeps nothing. */
const inStore = async <T>(mode: IDBTransactionMode, work: (stores: Stores) => Promise<T>): Promise<T> => {
  const transaction = (await open()).transaction([SESSION, ANSWERS, WAITING], mode)
  const end = ended(transaction)
  const of = (name: string) => transaction.objectStore(name)
  const [result] = await Promise.all([work({ session: of(SESSION), answers: of(ANSWERS), waiting: of(WAITING) }), end])
  return result
}

/** Without what is kept, the app works as one that has just been opened. */
const orElse = <T>(nothing: T, work: Promise<T>): Promise<T> => work.catch(() => nothing)

const THE_ONE = 'now'

const isNow = async ({ session }: Stores, { tag }: KeptSession): Promise<boolean> =>
  ((await done(session.get(THE_ONE))) as KeptSession | undefined)?.tag === tag

export const keptSession = (): Promise<KeptSession | null> =>
  orElse(
    null,
    inStore('readonly', async ({ session }) => ((await done(session.get(THE_ONE))) as KeptSession | undefined) ?? null),
  )

/** Begins to keep for a session that was just opened. Nothing of the one before is left. */
export const beginKeeping = async (athleteId: string): Promise<KeptSession | null> => {
  const begun: KeptSession = { tag: randomId(), athleteId }
  await forgetPhotos(begun.tag)
  return orElse<KeptSession | null>(
    null,
    inStore('readwrite', async ({ session, answers }) => {
      answers.clear()
      await done(session.put(begun, THE_ONE))
      return begun
    }),
  )
}

/** Keeps nothing any more of what was seen. What was done and has not arrived is kept for who did it, unless it is given up too. */
export const endKeeping = async ({ givenUp }: { readonly givenUp: boolean }): Promise<void> => {
  await orElse(
    undefined,
    inStore('readwrite', async ({ session, answers, waiting }) => {
      answers.clear()
      if (givenUp) waiting.clear()
      await done(session.delete(THE_ONE))
    }),
  )
  await forgetPhotos(null)
}

/** So many answers are kept, and so long: what was seen lately is what somebody looks at on a train. */
const MOST_ANSWERS = 150
const MOST_CHARACTERS = 500_000
const LONGEST_MS = 7 * 24 * 3_600_000

/** Keeps an answer of a session, unless it has ended meanwhile. */
export const keepAnswer = (of: KeptSession, key: string, answer: unknown, nowMs: number): Promise<void> => {
  if (JSON.stringify(answer).length > MOST_CHARACTERS) return Promise.resolve()
  return orElse(
    undefined,
    inStore('readwrite', async (stores) => {
      if (!(await isNow(stores, of))) return
      const { answers } = stores
      answers.put({ key, atMs: nowMs, answer } satisfies KeptAnswer)
      const tooMany = (await done(answers.count())) - MOST_ANSWERS
      if (tooMany <= 0) return
      const oldest = await done(answers.index('atMs').getAllKeys(null, tooMany))
      for (const each of oldest) answers.delete(each)
    }),
  )
}

/** Returns what was answered last in this session, or null. */
export const keptAnswer = (of: KeptSession, key: string, nowMs: number): Promise<unknown> =>
  orElse<unknown>(
    null,
    inStore('readonly', async (stores) => {
      if (!(await isNow(stores, of))) return null
      const kept = (await done(stores.answers.get(key))) as KeptAnswer | undefined
      return kept !== undefined && nowMs - kept.atMs < LONGEST_MS ? kept.answer : null
    }),
  )

/** Keeps something that was done. Rejects where there is no room for it, also without all that was seen. */
export const keepTask = async (athleteId: string, task: unknown): Promise<void> => {
  const keep = () =>
    inStore('readwrite', async ({ waiting }) => {
      await done(waiting.add({ athleteId, task, refusal: null, failures: 0 }))
    })
  await keep().catch(async () => {
    await inStore('readwrite', async ({ answers }) => {
      await done(answers.clear())
    })
    await keep()
  })
}

/** Keeps what has become of a task, unless it was given up meanwhile. */
export const changeTask = (kept: KeptTask<unknown>): Promise<void> =>
  inStore('readwrite', async ({ waiting }) => {
    if ((await done(waiting.getKey(kept.place))) !== undefined) await done(waiting.put(kept))
  })

export const forgetTask = (place: number): Promise<void> =>
  inStore('readwrite', async ({ waiting }) => {
    await done(waiting.delete(place))
  })

/** Returns what an athlete has done and has not arrived, in its order. What another one has left is given up: nobody can send it from here any more. */
export const keptTasks = <Task>(athleteId: string): Promise<readonly KeptTask<Task>[]> =>
  orElse<readonly KeptTask<Task>[]>(
    [],
    inStore('readwrite', async ({ waiting }) => {
      const all = (await done(waiting.getAll())) as KeptTask<Task>[]
      for (const { place } of all.filter((each) => each.athleteId !== athleteId)) waiting.delete(place)
      return all.filter((each) => each.athleteId === athleteId)
    }),
  )
