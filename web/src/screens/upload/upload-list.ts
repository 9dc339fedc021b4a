import { randomId } from '../../api/random-id.ts'
import { type BegunUpload, type Earlier, hasEnded, type Sent } from './sent.ts'

export interface Entry {
  /** Of an upload of an earlier time its id. */
  readonly key: string
  readonly name: string
  /** Null of an upload of an earlier time. */
  readonly file: File | null
  readonly sent: Sent
}

export interface UploadListOptions {
  /** Sends a file, and tells what becomes of it. Never rejects. */
  readonly send: (file: File, hear: (sent: Sent) => void) => Promise<void>
  /** Follows an upload to its end, and tells what becomes of it. Never rejects. */
  readonly follow: (id: string, hear: (sent: Sent) => void) => Promise<void>
  /** Has a failed upload tried again, and follows it. Never rejects. */
  readonly retry: (id: string, hear: (sent: Sent) => void) => Promise<void>
  /** Keeps a file until there is a network. Returns false where there is no room for it. */
  readonly keep: (file: File, begun: BegunUpload | null) => Promise<boolean>
}

export interface UploadList {
  /** The newest first. An entry that has not changed is the same object. */
  now(): readonly Entry[]
  onChange(hear: () => void): () => void
  take(files: Iterable<File>): void
  /** Shows uploads of an earlier time too, and follows those that go on. What is shown already, and what was cleared away, is not shown again. */
  resume(uploads: readonly Earlier[]): void
  /** Sends files again that were not taken, or has the platform try again what it has of them. */
  again(keys: readonly string[]): void
  /** Takes away what nothing more becomes of. */
  clear(): void
  /** Whether files are on their way, or wait to be: those that have arrived need this page no more. */
  isBusy(): boolean
}

/** So many are on their way at once: more would only wait for each other. */
const AT_ONCE = 3
/** So many of an earlier time are followed at once. */
const FOLLOWED_AT_ONCE = 10
/** Progress comes often, and nobody reads faster. */
const TELL_EVERY_MS = 100
/** How long the platform is left alone when it says that this is too often, and not for how long. */
const REST_SECONDS = 30

export const isEnd = ({ sent }: Entry): boolean =>
  sent.is === 'refused' || sent.is === 'noRoom' || (sent.is === 'measured' && hasEnded(sent.upload))

/** Whether an upload of an earlier time waits for a file that this page does not have. */
export const isLeft = ({ file, sent }: Entry): boolean =>
  file === null && sent.is === 'measured' && sent.upload.status === 'AWAITING_FILE'

const idOf = (sent: Sent): string | null => (sent.is === 'measured' ? sent.upload.id : sent.is === 'sending' ? sent.id : null)

/** Failures that are not the fault of the file: the same file may arrive the next time. */
const PASSING = new Set(['CHECKSUM_MISMATCH', 'EXPIRED', 'INTERNAL'])

/** Whether a file was not taken. One that is there already is taken. */
export const isWrong = ({ sent }: Entry): boolean =>
  sent.is === 'refused' ||
  sent.is === 'noRoom' ||
  (sent.is === 'measured' && sent.upload.failure != null && sent.upload.failure.duplicateOf == null)

/** Whether it may be taken when it is sent again as it is. */
export const mayPass = ({ sent, file }: Entry): boolean => {
  const failure = sent.is === 'measured' ? (sent.upload.failure?.code ?? '') : ''
  // Without the file there is only what has arrived of it.
  if (file === null) return failure === 'INTERNAL' || (sent.is === 'refused' && sent.error?.extensions?.code !== 'CONFLICT')
  return (
    sent.is === 'noRoom' || (sent.is === 'refused' && sent.error?.extensions?.code !== 'BAD_USER_INPUT') || PASSING.has(failure)
  )
}

/**
 * Opens the list of the files that somebody uploads. It goes on while they look at something else, and shows all of it when they come back.
 */
export const openUploadList = ({ send, follow, retry, keep }: UploadListOptions): UploadList => {
  const all = new Map<string, Entry>()
  let order: readonly string[] = []
  let shown: readonly Entry[] = []
  const queue: string[] = []
  const running = new Set<string>()
  /** What is to be done about uploads of an earlier time. */
  const toFollow: { readonly key: string; readonly how: UploadListOptions['follow'] }[] = []
  let followed = 0
  /** Uploads that were cleared away. */
  const cleared = new Set<string>()
  let resting: ReturnType<typeof setTimeout> | null = null
  let telling: ReturnType<typeof setTimeout> | null = null
  const hearers = new Set<() => void>()

  const tell = () => {
    if (telling !== null) clearTimeout(telling)
    telling = null
    shown = order.flatMap((key) => all.get(key) ?? [])
    for (const hear of hearers) hear()
  }
  const tellSoon = () => {
    telling ??= setTimeout(tell, TELL_EVERY_MS)
  }
  const change = (key: string, sent: Sent) => {
    const entry = all.get(key)
    if (entry === undefined) return
    all.set(key, { ...entry, sent })
    // The list of earlier ones may have had it before its own page knew its name.
    const id = idOf(sent)
    if (id !== null && id !== key) forget(new Set([id]))
    tellSoon()
  }
  const forget = (keys: ReadonlySet<string>) => {
    for (const key of keys) all.delete(key)
    order = order.filter((key) => !keys.has(key))
  }
  const rest = (seconds: number) => {
    resting ??= setTimeout(() => {
      resting = null
      next()
    }, seconds * 1_000)
  }
  const hear = (key: string, file: File) => async (sent: Sent) => {
    const limit = sent.is === 'refused' && sent.error?.extensions?.code === 'RATE_LIMITED' ? sent.error.extensions : null
    if (limit !== null) {
      queue.unshift(key)
      rest(limit.retryAfterSeconds ?? REST_SECONDS)
      return change(key, { is: 'waiting' })
    }
    change(key, sent)
    if (sent.is !== 'away') return
    if (await keep(file, sent.begun)) {
      forget(new Set([key]))
      tellSoon()
    } else change(key, { is: 'noRoom' })
  }
  const next = () => {
    while (running.size < AT_ONCE && resting === null) {
      const key = queue.shift()
      if (key === undefined) return
      const file = all.get(key)?.file
      if (file == null) continue
      running.add(key)
      let heard: Promise<void> = Promise.resolve()
      const listen = hear(key, file)
      void send(file, (sent) => {
        heard = listen(sent)
      })
        .then(() => heard)
        .finally(() => {
          running.delete(key)
          next()
          tellSoon()
        })
    }
  }
  const followNext = () => {
    while (followed < FOLLOWED_AT_ONCE) {
      const one = toFollow.shift()
      if (one === undefined) return
      followed += 1
      void one
        .how(one.key, (sent) => change(one.key, sent))
        .finally(() => {
          followed -= 1
          followNext()
        })
    }
  }

  return {
    now: () => shown,
    onChange(listener) {
      hearers.add(listener)
      return () => hearers.delete(listener)
    },
    take(files) {
      const added = [...files].map((file): Entry => ({ key: randomId(), name: file.name, file, sent: { is: 'waiting' } }))
      for (const entry of added) all.set(entry.key, entry)
      const keys = added.map(({ key }) => key)
      order = [...keys, ...order]
      queue.push(...keys)
      next()
      tell()
    },
    resume(uploads) {
      const known = new Set([...all.values()].flatMap(({ sent }) => idOf(sent) ?? []))
      const added = uploads
        .filter(({ upload: { id } }) => !known.has(id) && !all.has(id) && !cleared.has(id))
        .map(({ fileName, upload }): Entry => ({ key: upload.id, name: fileName, file: null, sent: { is: 'measured', upload } }))
      for (const entry of added) all.set(entry.key, entry)
      order = [...order, ...added.map(({ key }) => key)]
      // What waits for its file may wait for hours: the others first.
      const going = added.filter((entry) => !isEnd(entry)).toSorted((a, b) => Number(isLeft(a)) - Number(isLeft(b)))
      toFollow.push(...going.map(({ key }) => ({ key, how: follow })))
      followNext()
      tell()
    },
    again(keys) {
      for (const key of keys) {
        const isHere = all.get(key)?.file != null
        change(key, { is: 'waiting' })
        if (isHere) queue.push(key)
        else toFollow.push({ key, how: retry })
      }
      next()
      followNext()
      tell()
    },
    clear() {
      const ended = [...all.values()].filter(isEnd)
      for (const { sent } of ended) cleared.add(idOf(sent) ?? '')
      forget(new Set(ended.map(({ key }) => key)))
      tell()
    },
    isBusy: () => queue.length > 0 || [...running].some((key) => all.get(key)?.sent.is !== 'measured'),
  }
}
