import type { Runtime } from '@gruppetto/runtime'
import type { LakeFile } from './domain/files.ts'
import { type Backfilled, backfill, type PastEvent } from './pipelines/backfill.ts'
import { catchUp } from './pipelines/catch-up.ts'
import { type Compacted, compact } from './pipelines/compact.ts'
import { followRestored } from './pipelines/follow-restored.ts'
import { type Answer, askLake, BOUNDS, type Bounds } from './queries/ask-lake.ts'
import { drawReport } from './queries/draw.ts'
import { readQuestions } from './queries/questions.ts'
import { closeServices, openServices, type Services } from './services.ts'

const CATCH_UP_MS = 60_000

/** What the command line does with the lake. */
export interface LakeDesk {
  /** Waits until everything that has happened is in the lake; false when it takes longer than a minute. */
  catchUp(): Promise<boolean>
  /** Throws QuestionError. */
  ask(sql: string, bounds?: Partial<Bounds>): Promise<Answer>
  /** Answers the questions that are ready, and draws them as one HTML page. */
  report(): Promise<string>
  /** The files that readers take. */
  files(): Promise<readonly LakeFile[]>
  /** Brings in what happened before the lake was there, once. Null when that was done before. Throws WriterRunsError. */
  backfill(past: AsyncIterable<PastEvent>): Promise<Backfilled | null>
  /** Null when another process does it. */
  compact(): Promise<Compacted | null>
  /** Follows the stream after a restore. `placeOf` says where the last event is now that was at a place or before it; 0 when there is none. */
  followRestored(placeOf: (before: number) => number): Promise<void>
  close(): Promise<void>
}

const report = async (services: Services): Promise<string> => {
  const questions = readQuestions()
  const sql = questions.map((question) => question.sql)
  const answers = await askLake(services, sql)
  const files = await services.stores.files.live()
  const sumOf = (field: 'rows' | 'bytes') => files.reduce((sum, file) => sum + file[field], 0)
  return drawReport({
    questions: questions.flatMap((question, at) => {
      const answer = answers[at]
      return answer === undefined ? [] : [{ question, answer }]
    }),
    atMs: services.runtime.now(),
    rows: sumOf('rows'),
    bytes: sumOf('bytes'),
  })
}

export const openLakeDesk = async (runtime: Runtime): Promise<LakeDesk> => {
  const services = await openServices(runtime)
  return {
    catchUp: () => catchUp(services, CATCH_UP_MS),
    async ask(sql, bounds = {}) {
      const [answer] = await askLake(services, [sql], { ...BOUNDS, ...bounds })
      if (answer === undefined) throw new Error('a question has one answer')
      return answer
    },
    report: () => report(services),
    files: () => services.stores.files.live(),
    backfill: (past) => backfill(services, past),
    compact: () => compact(services),
    followRestored: (placeOf) => followRestored(services, placeOf),
    close: () => closeServices(services),
  }
}
