import { appendFileSync, existsSync, readFileSync } from 'node:fs'

/** What was done of a demo world, so that one that goes on does nothing twice. */
export interface Journal {
  /** Does the work and keeps what it returns, which must be JSON. What was done before is not done again: it returns what was kept. */
  done<Value>(step: string, work: () => Promise<Value>): Promise<Value>
}

interface Entry {
  readonly step: string
  readonly value?: unknown
}

/** The last line is half where the process ended while it was written. */
const entryOf = (line: string): Entry[] => {
  try {
    return [JSON.parse(line) as Entry]
  } catch {
    return []
  }
}

/**
 * Opens the journal in a file, which only its owner may read: an answer may hold a secret. Steps of one name are told apart by their order, which is
 * the same each time.
 */
export const openJournal = (file: string): Journal => {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const known = new Map(lines.flatMap(entryOf).map(({ step, value }) => [step, value]))
  // What follows half a line begins on a new one.
  if (lines.at(-1)) appendFileSync(file, '\n')
  const times = new Map<string, number>()
  return {
    async done<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
      const time = (times.get(name) ?? 0) + 1
      times.set(name, time)
      const step = `${time} ${name}`
      if (known.has(step)) return known.get(step) as Value
      const value = await work()
      appendFileSync(file, `${JSON.stringify({ step, value })}\n`, { mode: 0o600 })
      return value
    },
  }
}

/** Keeps nothing. */
export const NO_JOURNAL: Journal = { done: (_step, work) => work() }
