import { randomId } from '../../api/random-id.ts'
import { type BegunUpload, hasEnded, type Sent } from './sent.ts'

export interface Entry {
  readonly key: string
  readonly file: File
  readonly sent: Sent
}

export interface UploadListOptions {
  /** Sends a file, and tells what becomes of it. Never rejects. */
  readonly send: (file: File, hear: (sent: Sent) => void) => Promise<void>
  /** Keeps a file until there is a network. Returns false where there is no room for it. */
  readonly keep: (file: File, begun: BegunUpload | null) => Promise<boolean>
}

export interface UploadList {
  /** The newest first. An entry that has not changed is the same object. */
  now(): readonly Entry[]
  onChange(hear: () => void): () => void
  take(files: Iterable<File>): void
  /** Sends files again that were not taken. */
  again(keys: readonly string[]): void
  /** Takes away what nothing more becomes of. */
  clear(): void
  /** Whether files are on their way, or wait to be. */
  isBusy(): boolean
}

/** So many are on their way at once: more would only wait for each other. */
const AT_ONCE = 3
/** Progress comes often, and nobody reads faster. */
const TELL_EVERY_MS = 100
/** How long the platform is left alone when it says that this is too often, and not for how long. */
const REST_SECONDS = 30

export const isEnd = ({ sent }: Entry): boolean =>
  sent.is === 'refused' || sent.is === 'noRoom' || (sent.is === 'measured' && hasEnded(sent.upload))

/** Failures that are not the fault of the file: the same file may arrive the next time. */
const PASSING = new Set(['CHECKSUM_MISMATCH', 'EXPIRED', 'INTERNAL'])

/** Whether a file was not taken. One that is there already is taken. */
export const isWrong = ({ sent }: Entry): boolean =>
  sent.is === 'refused' ||
  sent.is === 'noRoom' ||
  (sent.is === 'measured' && sent.upload.failure != null && sent.upload.failure.duplicateOf == null)

/** Whether it may be taken when it is sent again as it is. */
export const mayPass = ({ sent }: Entry): boolean =>
  sent.is === 'noRoom' ||
  (sent.is === 'refused' && sent.error?.extensions?.code !== 'BAD_USER_INPUT') ||
  (sent.is === 'measured' && PASSING.has(sent.upload.failure?.code ?? ''))

/**
 * Opens the list of the files that somebody uploads. It goes on while they look at something else, and shows all of it when they come back.
 */
export const openUploadList = ({ send, keep }: UploadListOptions): UploadList => {
  const all = new Map<string, Entry>()
  let order: readonly string[] = []
  let shown: readonly Entry[] = []
  const queue: string[] = []
  let running = 0
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
    while (running < AT_ONCE && resting === null) {
      const key = queue.shift()
      if (key === undefined) return
      const file = all.get(key)?.file
      if (file === undefined) continue
      running += 1
      let heard: Promise<void> = Promise.resolve()
      const listen = hear(key, file)
      void send(file, (sent) => {
        heard = listen(sent)
      })
        .then(() => heard)
        .finally(() => {
          running -= 1
          next()
          tellSoon()
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
      const added = [...files].map((file): Entry => ({ key: randomId(), file, sent: { is: 'waiting' } }))
      for (const entry of added) all.set(entry.key, entry)
      const keys = added.map(({ key }) => key)
      order = [...keys, ...order]
      queue.push(...keys)
      next()
      tell()
    },
    again(keys) {
      for (const key of keys) change(key, { is: 'waiting' })
      queue.push(...keys)
      next()
      tell()
    },
    clear() {
      forget(new Set([...all.values()].filter(isEnd).map(({ key }) => key)))
      tell()
    },
    isBusy: () => running > 0 || queue.length > 0,
  }
}
