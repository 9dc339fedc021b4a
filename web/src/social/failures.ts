import type { Say } from '../texts/say.ts'
import type failureTexts from './failures.texts.ts'

type Failure = keyof typeof failureTexts

const FAILURES: ReadonlySet<string> = new Set<Failure>([
  'UNSUPPORTED_FORMAT',
  'NOT_A_RECORDING',
  'CORRUPT_FILE',
  'EMPTY_RECORDING',
  'TOO_LARGE',
  'DUPLICATE',
  'CHECKSUM_MISMATCH',
  'EXPIRED',
  'INTERNAL',
])

/** Says why a file could not be used; null for a code that there are no words for. */
export const failureIn = (code: string, failures: Say<typeof failureTexts>): string | null =>
  FAILURES.has(code) ? failures(code as Failure) : null
