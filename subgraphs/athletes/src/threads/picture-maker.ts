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

const start = (): ChildProcess => {
  const child = fork(PROGRAM, {
    // No settings and no secrets. One arena of memory keeps a process that decodes pictures small.
    env: { MALLOC_ARENA_MAX: '1' },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // An idle process must not keep the platform alive.
  child.unref()
  child.channel?.unref()
  return child
}

export const openPictureMaker = (longestMs = LONGEST_MS): PictureMaker => {
  let child: ChildProcess | null = null
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  const stop = (): void => {
    child?.kill('SIGKILL')
    child = null
  }

  /** Sends one picture to the process. A process that dies or takes too long is replaced with the next picture. */
  const ask = (bytes: Uint8Array): Promise<Pictures> =>
    new Promise((resolve, reject) => {
      clearTimeout(idle)
      if (closed) return reject(new Error('the picture maker is closed'))
      child ??= start()
      const asked = child
      const end = (): void => {
        clearTimeout(timer)
        asked.removeAllListeners()
        asked.on('error', () => undefined)
        idle = setTimeout(stop, IDLE_MS).unref()
      }
      const timer = setTimeout(stop, longestMs)
      asked.once('message', (pictures) => {
        end()
        resolve(pictures as Pictures)
      })
      asked.once('exit', () => {
        end()
        if (child === asked) child = null
        if (closed) reject(new Error('the picture maker was closed'))
        else resolve(UNREADABLE)
      })
      asked.once('error', (error) => {
        end()
        stop()
        reject(error)
      })
      asked.send(bytes)
    })

  return {
    make(bytes) {
      const made = last.then(() => ask(bytes))
      last = made.catch(() => undefined)
      return made
    },
    close() {
      closed = true
      clearTimeout(idle)
      stop()
    },
  }
}
