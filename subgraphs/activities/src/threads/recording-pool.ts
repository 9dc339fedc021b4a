import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type {
  ParseFailure,
  ParseLimits,
  PrivacyRules,
  Recording,
  SampleColumns,
  Sport,
  VisibleSubject,
} from '@gruppetto/recordings'
import type { MeasuredFile, MeasuredRecording, MeasuredVisible, MeasureResult } from '../domain/measured-leg.ts'

/** The sport that one recording of a file is measured as, whatever the file says. */
export interface Correction {
  /** Among the file's recordings. */
  readonly index: number
  readonly sport: Sport
}

interface VisibleRequest {
  readonly task: 'measure-visible'
  readonly columns: SampleColumns
  readonly rules: PrivacyRules
  readonly subject: VisibleSubject
}

interface FileRequest {
  readonly task: 'measure'
  /** By which others see what it holds. */
  readonly rules: PrivacyRules
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly correction: Correction | null
  readonly limits: Partial<ParseLimits>
  /** When it is read. */
  readonly nowMs: number
}
export type ThreadRequest =
  | FileRequest
  | { readonly task: 'measure-recording'; readonly recording: Recording; readonly rules: PrivacyRules }
  | VisibleRequest
type Answer = MeasuredFile | MeasuredRecording | MeasuredVisible | ParseFailure
export type ThreadReply = { readonly ok: true; readonly result: Answer } | { readonly ok: false; readonly message: string }

export interface PoolOptions {
  readonly threads: number
  /** Of one thread's heap. */
  readonly maxHeapMegabytes: number
  /** Of one file, by the wall clock, whatever its size. */
  readonly timeoutMs: number
  readonly limits: Partial<ParseLimits>
}

const POOL_DEFAULTS: PoolOptions = {
  threads: Math.max(1, Math.min(4, availableParallelism())),
  maxHeapMegabytes: 512,
  timeoutMs: 60_000,
  limits: {},
}

/** Reads and measures files off the main thread: whatever a file does to the thread that reads it, the process lives. */
export interface RecordingPool {
  measure(bytes: Uint8Array, fileName: string, rules: PrivacyRules, correction?: Correction | null): Promise<MeasureResult>
  /** Measures what comes of no file; fails as a file does whose recording is too much for a thread. */
  measureRecording(recording: Recording, rules: PrivacyRules): Promise<MeasuredRecording | ParseFailure>
  /** Measures what shows of a recording's samples; null where it is told whole. Fails as a file does. */
  measureVisible(columns: SampleColumns, rules: PrivacyRules, subject: VisibleSubject): Promise<MeasuredVisible | ParseFailure>
  close(): Promise<void>
}

const entry = new URL('./recording-thread.mjs', import.meta.url)

const tooMuch = (message: string): ParseFailure => ({ ok: false, code: 'TOO_LARGE', message })
const OUT_OF_TIME = tooMuch('The file takes too long to read.')
const OUT_OF_MEMORY = tooMuch('The file needs too much memory to be read.')
const DIED: ParseFailure = { ok: false, code: 'CORRUPT_FILE', message: 'The file cannot be read.' }

/** A small file has no work for a minute, a busy machine and the start of the thread counted: what takes that long is made to. */
const SMALL_FILE_MS = 30_000
const PER_MEGABYTE_MS = 5_000

const timeOf = (request: ThreadRequest, mostMs: number): number =>
  request.task === 'measure' ? Math.min(mostMs, SMALL_FILE_MS + (request.bytes.length / 1e6) * PER_MEGABYTE_MS) : mostMs

interface Job {
  readonly request: ThreadRequest
  readonly resolve: (result: Answer) => void
  readonly reject: (error: Error) => void
}

/**
 * A pool of threads, started when first needed and kept. A thread that dies, runs out of memory or of time is replaced, and its file
 * fails with a code; an exception in the parser is a bug and rejects.
 */
export const openRecordingPool = (given: Partial<PoolOptions> = {}, now: () => number = Date.now): RecordingPool => {
  const options = { ...POOL_DEFAULTS, ...given }
  const idle = new Set<(job: Job) => void>()
  const threads = new Set<Worker>()
  const waiting: Job[] = []
  let closed = false

  const startThread = (): ((job: Job) => void) => {
    const thread = new Worker(entry, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMegabytes } })
    // An idle thread must not keep a process alive that wants to end.
    thread.unref()
    threads.add(thread)
    let job: Job | null = null
    let timer: NodeJS.Timeout | undefined
    let verdict: ParseFailure = DIED

    const work = (next: Job): void => {
      job = next
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
      const next = waiting.shift()
      if (next === undefined) idle.add(work)
      else work(next)
    })
    // 'exit' always follows: it settles what was under way.
    thread.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') verdict = OUT_OF_MEMORY
    })
    thread.on('exit', () => {
      clearTimeout(timer)
      threads.delete(thread)
      idle.delete(work)
      if (closed) job?.reject(new Error('the recording pool was closed'))
      else job?.resolve(verdict)
      const next = waiting.shift()
      if (next !== undefined) hand(next)
    })
    return work
  }
  const hand = (job: Job): void => {
    const [free] = idle
    if (closed) job.reject(new Error('the recording pool is closed'))
    else if (free !== undefined) {
      idle.delete(free)
      free(job)
    } else if (threads.size < options.threads) startThread()(job)
    else waiting.push(job)
  }
  const ask = (request: ThreadRequest): Promise<Answer> => new Promise((resolve, reject) => hand({ request, resolve, reject }))

  return {
    async measure(bytes, fileName, rules, correction = null) {
      const result = await ask({ task: 'measure', bytes, fileName, rules, correction, limits: options.limits, nowMs: now() })
      if (result.ok && !('legs' in result)) throw new Error('a thread answered another question')
      return result
    },
    async measureRecording(recording, rules) {
      const result = await ask({ task: 'measure-recording', recording, rules })
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
      await Promise.all([...threads].map((thread) => thread.terminate()))
    },
  }
}
