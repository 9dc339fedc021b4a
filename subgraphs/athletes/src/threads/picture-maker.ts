import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { PhotoSize } from '@gruppetto/relations'
import type { PhotoFailure } from '../domain/photo.ts'

export type Pictures =
  | {
      readonly ok: true
      /** Of the largest size. */
      readonly width: number
      readonly height: number
      readonly files: Readonly<Record<PhotoSize, Uint8Array>>
    }
  | ({ readonly ok: false } & PhotoFailure)

/** Makes the sizes of pictures in a process of its own, one after the other. */
export interface PictureMaker {
  /** Whatever is wrong with the bytes becomes a failure with a code. */
  make(bytes: Uint8Array): Promise<Pictures>
  close(): void
}

/** On a busy machine a picture of 64 million pixels takes less. */
const LONGEST_MS = 60_000
/** The process ends when it had nothing to do for so long, and starts again with the next picture. */
const IDLE_MS = 30_000

const PROGRAM = fileURLToPath(new URL('./picture-process.mjs', import.meta.url))
const UNREADABLE: Pictures = { ok: false, code: 'CORRUPT_FILE', message: 'The picture cannot be read.' }

interface Job {
  readonly resolve: (pictures: Pictures) => void
  readonly reject: (error: Error) => void
}

export const openPictureMaker = (longestMs = LONGEST_MS): PictureMaker => {
  let child: ChildProcess | null = null
  let job: Job | null = null
  let timer: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  const settle = (outcome: Pictures | Error): void => {
    clearTimeout(timer)
    timer = setTimeout(() => end(UNREADABLE), IDLE_MS).unref()
    if (outcome instanceof Error) job?.reject(outcome)
    else job?.resolve(outcome)
    job = null
  }

  /** Ends the process and the picture that it works on. The next picture gets a new process. */
  const end = (outcome: Pictures | Error): void => {
    const ended = child
    child = null
    ended?.kill('SIGKILL')
    settle(outcome)
    clearTimeout(timer)
  }

  const start = (): ChildProcess => {
    const started = fork(PROGRAM, {
      // No settings and no secrets. One arena of memory keeps a process that decodes pictures small.
      env: { MALLOC_ARENA_MAX: '1' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const ifPresent = (work: () => void) => (child === started ? work() : undefined)
    started.on('message', (pictures) => ifPresent(() => settle(pictures as Pictures)))
    started.on('error', (error) => ifPresent(() => end(error)))
    started.on('exit', () => ifPresent(() => end(UNREADABLE)))
    // An idle process must not keep the platform alive.
    started.unref()
    started.channel?.unref()
    return started
  }

  const ask = (bytes: Uint8Array): Promise<Pictures> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new Error('the picture maker is closed'))
      job = { resolve, reject }
      clearTimeout(timer)
      timer = setTimeout(() => end(UNREADABLE), longestMs)
      child ??= start()
      child.send(bytes)
    })

  return {
    make(bytes) {
      const made = last.then(() => ask(bytes))
      last = made.catch(() => undefined)
      return made
    },
    close() {
      closed = true
      end(new Error('the picture maker was closed'))
    },
  }
}
