import fc from 'fast-check'
import { describe, it } from 'vitest'
import { bytesOf, spoiltFile } from './cases.ts'
import { keepsPromises } from './promises.ts'

/**
 * How many mutated files to test: few in each test run, with a new seed; `npm run fuzz` makes thousands on every change, and tens
 * of thousands by hand.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 100)

describe('a spoilt file', () => {
  it(
    'is a failure with a code or a recording that keeps every promise',
    () => {
      fc.assert(
        fc.property(spoiltFile, (file) => {
          keepsPromises(bytesOf(file))
        }),
        { numRuns: RUNS },
      )
    },
    Math.max(60_000, RUNS * 200),
  )
})
