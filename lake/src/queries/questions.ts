import { readdirSync, readFileSync } from 'node:fs'

/** A question that is ready: its SQL, and how its answer is drawn. */
export interface Question {
  readonly name: string
  readonly title: string
  readonly says: string
  readonly plot: 'lines' | 'bars' | 'heat'
  readonly x: string
  /** The columns that are drawn, each in a plot or a colour of its own. */
  readonly y: readonly string[]
  /** The column that names the lines. */
  readonly by: string | null
  /** The column with the value of a cell, in a heat map. */
  readonly value: string | null
  readonly sql: string
}

const folder = new URL('./questions/', import.meta.url)

const isPlot = (word: string | undefined): word is Question['plot'] => ['lines', 'bars', 'heat'].includes(word ?? '')

/** Reads a question: lines `-- word: text`, and the SQL. */
export const questionOf = (name: string, text: string): Question => {
  const heads = new Map([...text.matchAll(/^-- (\w+): (.+)$/gm)].map(([, word = '', rest = '']) => [word, rest.trim()]))
  const [title, says, plot, x, y] = ['title', 'says', 'plot', 'x', 'y'].map((word) => heads.get(word))
  if (title === undefined || says === undefined || !isPlot(plot) || x === undefined || y === undefined)
    throw new Error(`${name}.sql does not say its title, what it says, plot, x and y`)
  const columns = y.split(',').map((one) => one.trim())
  return { name, title, says, plot, x, y: columns, by: heads.get('by') ?? null, value: heads.get('value') ?? null, sql: text }
}

/** The order of the report. */
const ORDER = [
  'active-athletes',
  'retention',
  'upload-to-kudos',
  'feed-engagement',
  'challenge-uplift',
  'streaks-and-cheers',
  'segment-popularity',
]

export const readQuestions = (): readonly Question[] => {
  const names = readdirSync(folder).map((file) => file.replace(/\.sql$/, ''))
  const ordered = names.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
  return ordered.map((name) => questionOf(name, readFileSync(new URL(`${name}.sql`, folder), 'utf8')))
}
