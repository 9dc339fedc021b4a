import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type {
  ParseFailure,
  ParseLimits,
  PrivacyRules,
  Recording,
  SampleColumns,
  Span,
  Sport,
  VisibleSubject,
} from '@gruppetto/recordings'
import { gauge, histogram } from '@gruppetto/runtime'
import type { MeasuredFile, MeasuredRecording, MeasuredVisible, MeasureResult } from '../domain/measured-leg.ts'

/** How one recording of a file is measured otherwise than the file has it. */
export interface Correction {
  /** The index of the recording in the file. */
  readonly index: number
  readonly sport: Sport
  /** The part of it that counts, in its own seconds. Null for all of it. */
  readonly crop: Span | null
}

interface VisibleRequest {
  readonly task: 'measure-visible'
  readonly columns: SampleColumns
  readonly rules: PrivacyRules
  readonly subject: VisibleSubject
}

interface FileRequest {
  readonly task: 'measure'
  /** The privacy rules by which others see the recordings. */
  readonly rules: PrivacyRules
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly correction: Correction | null
  readonly limits: Partial<ParseLimits>
  /** The time at which the file is read. */
  readonly nowMs: number
}
export type ThreadRequest =
  | FileRequest
  | {
      readonly task: 'measure-recording'
      readonly recording: Recording
      readonly rules: PrivacyRules
      readonly crop: Span | null
    }
  | VisibleRequest
type Answer = MeasuredFile | MeasuredRecording | MeasuredVisible | ParseFailure
export type ThreadReply = { readonly ok: true; readonly result: Answer } | { readonly ok: false; readonly message: string }

export interface PoolOptions {
  readonly threads: number
  /** The limit of one thread's heap. */
  readonly maxHeapMegabytes: number
  /** The limit for one file, in wall-clock time, whatever its size. */
  readonly timeoutMs: number
  readonly limits: Partial<ParseLimits>
}

const POOL_DEFAULTS: PoolOptions = {
  threads: Math.max(1, Math.min(4, availableParallelism())),
  maxHeapMegabytes: 512,
  timeoutMs: 60_000,
  limits: {},
}

export interface MeasureOptions {
  readonly correction?: Correction | null
  /** Whether all other files go first. */
  readonly isBackground?: boolean
}

/** The process ends. It is no fault of the recording, which another process will read. */
export class PoolClosedError extends Error {
  override readonly name = 'PoolClosedError'
}

/** Reads and measures files outside the main thread. Whatever a file does to the thread that reads it, the process goes on. */
export interface RecordingPool {
  measure(bytes: Uint8Array, fileName: string, rules: PrivacyRules, options?: MeasureOptions): Promise<MeasureResult>
  /**
   * Measures a recording that did not come from a file, or a part of it. It fails as a file does when the recording is too much for a
   * thread.
   */
  measureRecording(recording: Recording, rules: PrivacyRules, crop?: Span | null): Promise<MeasuredRecording | ParseFailure>
  /**
   * Measures the visible part of a recording's samples. The result is null where all of it is visible. It fails as a file does.
   */
  measureVisible(columns: SampleColumns, rules: PrivacyRules, subject: VisibleSubject): Promise<MeasuredVisible | ParseFailure>
  close(): Promise<void>
}

const entry = new URL('./recording-thread.mjs', import.meta.url)

const tooMuch = (message: string): ParseFailure => ({ ok: false, code: 'TOO_LARGE', message })
const OUT_OF_TIME = tooMuch('The file takes too long to read.')
const OUT_OF_MEMORY = tooMuch('The file needs too much memory to be read.')
const DIED: ParseFailure = { ok: false, code: 'CORRUPT_FILE', message: 'The file cannot be read.' }

/**
 * Even on a busy machine, and with the start of the thread, a small file takes less than this. One that takes longer was made to.
 */
const SMALL_FILE_MS = 30_000
const PER_MEGABYTE_MS = 5_000

const timeOf = (request: ThreadRequest, mostMs: number): number =>
  request.task === 'measure' ? Math.min(mostMs, SMALL_FILE_MS + (request.bytes.length / 1e6) * PER_MEGABYTE_MS) : mostMs

const waits = histogram({
  name: 'gruppetto_recording_wait_seconds',
  meaning: 'How long a recording waits for a thread that reads it.',
  labels: { order: '`first`, or `background` for measuring again, before which all others go' },
})

const queued = gauge({
  name: 'gruppetto_recordings_waiting',
  meaning: 'Recordings that wait for a thread in this process.',
  labels: { order: '`first` or `background`' },
})

interface Job {
  readonly askedMs: number
  readonly request: ThreadRequest
  readonly isBackground: boolean
  readonly resolve: (result: Answer) => void
  readonly reject: (error: Error) => void
}

/**
 * Opens a pool of threads, which are started when first needed and then kept. A thread that dies, or runs out of memory or time,
 * is replaced, and its file fails with a code. An exception in the parser is a bug: it rejects the promise.
 */
export const openRecordingPool = (given: Partial<PoolOptions> = {}, now: () => number = Date.now): RecordingPool => {
  const options = { ...POOL_DEFAULTS, ...given }
  const idle = new Set<(job: Job) => void>()
  const threads = new Set<Worker>()
  const waiting: Job[] = []
  const inBackground: Job[] = []
  let closed = false
  const stopReading = queued.readBy(() => [
    { labels: { order: 'first' }, value: waiting.length },
    { labels: { order: 'background' }, value: inBackground.length },
  ])

  const startThread = (): ((job: Job) => void) => {
    const thread = new Worker(entry, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMegabytes } })
    // An idle thread must not keep the process alive.
    thread.unref()
    threads.add(thread)
    let job: Job | null = null
    let timer: NodeJS.Timeout | undefined
    let verdict: ParseFailure = DIED

    const work = (next: Job): void => {
      job = next
      waits.observe({ order: next.isBackground ? 'background' : 'first' }, (performance.now() - next.askedMs) / 1000)
      timer = setTimeout(
        () => {
          verdict = OUT_OF_TIME
          void thread.terminate()
        },
        timeOf(next.request, options.timeoutMs),
      )
      thread.postMessage(next.request)
    }
    thread.on('message', (reply: ThreadReply) => {
      clearTimeout(timer)
      if (reply.ok) job?.resolve(reply.result)
      else job?.reject(new Error(`reading a recording failed: ${reply.message}`))
      job = null
      const next = waiting.shift() ?? inBackground.shift()
      if (next === undefined) idle.add(work)
      else work(next)
    })
    // 'exit' always follows; it settles the job under way.
    thread.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') verdict = OUT_OF_MEMORY
    })
    thread.on('exit', () => {
      clearTimeout(timer)
      threads.delete(thread)
      idle.delete(work)
      if (closed) job?.reject(new PoolClosedError('the recording pool was closed'))
      else job?.resolve(verdict)
      const next = waiting.shift() ?? inBackground.shift()
      if (next !== undefined) hand(next)
    })
    return work
  }
  const hand = (job: Job): void => {
    const [free] = idle
    if (closed) job.reject(new PoolClosedError('the recording pool is closed'))
    else if (free !== undefined) {
      idle.delete(free)
      free(job)
    } else if (threads.size < options.threads) startThread()(job)
    else if (job.isBackground) inBackground.push(job)
    else waiting.push(job)
  }
  const ask = (request: ThreadRequest, isBackground = false): Promise<Answer> =>
    new Promise((resolve, reject) => hand({ askedMs: performance.now(), request, isBackground, resolve, reject }))

  return {
    async measure(bytes, fileName, rules, { correction = null, isBackground = false } = {}) {
      const { limits } = options
      const request = { task: 'measure', bytes, fileName, rules, correction, limits, nowMs: now() } as const
      const result = await ask(request, isBackground)
      if (result.ok && !('legs' in result)) throw new Error('a thread answered another question')
      return result
    },
    async measureRecording(recording, rules, crop = null) {
      const result = await ask({ task: 'measure-recording', recording, rules, crop })
      if (result.ok && !('leg' in result)) throw new Error('a thread answered another question')
      return result
    },
    async measureVisible(columns, rules, subject) {
      const result = await ask({ task: 'measure-visible', columns, rules, subject })
      if (result.ok && !('shown' in result)) throw new Error('a thread answered another question')
      return result
    },
    async close() {
      closed = true
      stopReading()
      await Promise.all([...threads].map((thread) => thread.terminate()))
    },
  }
}
