import { escapeHtml } from '@gruppetto/graph'
import type { Answer, Value } from './ask-lake.ts'
import type { Question } from './questions.ts'

const WIDTH = 860
const HEIGHT = 220
const LEFT = 54
const BOTTOM = 26
const TOP = 10
const COLOURS = ['#0b6e4f', '#d1495b', '#30638e', '#edae49', '#7a5195', '#5f6b6d', '#00798c']

const colourOf = (at: number): string => COLOURS[at % COLOURS.length] ?? '#000'
const text = (value: Value | undefined): string => escapeHtml(value === null || value === undefined ? '–' : String(value))
const numberOf = (value: Value | undefined): number => (typeof value === 'boolean' ? Number(value) : Number(value ?? 0)) || 0

/** A number in few digits: 1234 is 1,234 and 0.5 stays. */
const short = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 })

/** Reads the cells of a column. */
const columnOf = ({ columns, rows }: Answer, column: string): readonly (Value | undefined)[] => {
  const at = columns.indexOf(column)
  if (at === -1) throw new Error(`the answer has no column ${column}`)
  return rows.map((row) => row[at])
}

/** The least round number that is not below a value. */
const roundUp = (value: number): number => {
  if (value <= 0) return 1
  const step = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 5, 10].map((factor) => factor * step).find((round) => round >= value) ?? value
}

const frame = (inside: string, height = HEIGHT): string =>
  `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" width="100%">${inside}</svg>`

const yOf = (value: number, top: number): number => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM)

const grid = (top: number): string =>
  [0, 0.5, 1]
    .map((part) => {
      const y = yOf(part, 1)
      return `<line x1="${LEFT}" x2="${WIDTH}" y1="${y}" y2="${y}" class="grid"/><text x="${LEFT - 6}" y="${y + 4}" class="end">${short(top * part)}</text>`
    })
    .join('')

const legend = (names: readonly string[]): string =>
  `<p class="legend">${names.map((name, at) => `<span><i style="background:${colourOf(at)}"></i>${escapeHtml(name)}</span>`).join('')}</p>`

/** A line for each value of `by`, over the values of `x` in their order. */
const linesOf = (answer: Answer, { x, by }: Question, y: string): string => {
  const xs = columnOf(answer, x).map(text)
  const names = by === null ? xs.map(() => y) : columnOf(answer, by).map(text)
  const ys = columnOf(answer, y).map(numberOf)
  const ticks = [...new Set(xs)].sort()
  const series = [...new Set(names)].sort()
  const top = roundUp(Math.max(...ys))
  const xAt = (tick: string) => LEFT + ((WIDTH - LEFT - 8) * ticks.indexOf(tick)) / Math.max(1, ticks.length - 1)
  const paths = series.map((name, at) => {
    const points = xs.flatMap((tick, row) => (names[row] === name ? [[xAt(tick), yOf(ys[row] ?? 0, top)] as const] : []))
    const dots = points.map(([px, py]) => `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="2" fill="${colourOf(at)}"/>`)
    const line = points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ')
    return `<polyline points="${line}" stroke="${colourOf(at)}"/>${dots.join('')}`
  })
  const ends = `<text x="${LEFT}" y="${HEIGHT - 6}">${ticks[0]}</text><text x="${WIDTH}" y="${HEIGHT - 6}" class="end">${ticks.at(-1)}</text>`
  return `<h3>${escapeHtml(y)}</h3>${frame(grid(top) + paths.join('') + ends)}${by === null ? '' : legend(series)}`
}

/** For each value of `x` a group of bars, one for each column of `y`. */
const barsOf = (answer: Answer, { x, y }: Question): string => {
  const labels = columnOf(answer, x).map(text)
  const columns = y.map((column) => columnOf(answer, column).map(numberOf))
  const top = roundUp(Math.max(...columns.flat()))
  const bar = 16
  const height = labels.length * (columns.length * bar + 12) + 8
  const bars = labels.map((label, row) => {
    const from = row * (columns.length * bar + 12) + 4
    const each = columns.map((values, at) => {
      const value = values[row] ?? 0
      const width = ((WIDTH - 330) * value) / top
      const place = from + at * bar
      return `<rect x="250" y="${place}" width="${Math.max(1, width).toFixed(1)}" height="${bar - 3}" fill="${colourOf(at)}"/><text x="${(258 + width).toFixed(1)}" y="${place + 11}">${short(value)}</text>`
    })
    return `<text x="242" y="${from + (columns.length * bar) / 2 + 2}" class="end">${label}</text>${each.join('')}`
  })
  return `${frame(bars.join(''), height)}${columns.length > 1 ? legend(y) : ''}`
}

/** A cell for each pair of `x` and `y`, the darker the higher its value, of 100 at most. */
const heatOf = (answer: Answer, { x, y, value }: Question): string => {
  const [row = ''] = y
  const xs = columnOf(answer, x)
  const ys = columnOf(answer, row)
  const values = columnOf(answer, value ?? '')
  const columns = [...new Set(xs.map(numberOf))].sort((a, b) => a - b)
  const rows = [...new Set(ys.map(text))].sort()
  const cells = new Map(xs.map((one, at) => [`${text(ys[at])} ${numberOf(one)}`, numberOf(values[at])]))
  const head = columns.map((one) => `<th>${one}</th>`).join('')
  const body = rows.map((name) => {
    const line = columns.map((one) => {
      const found = cells.get(`${name} ${one}`)
      if (found === undefined) return '<td></td>'
      const share = Math.min(1, found / 100)
      return `<td style="background:rgba(11,110,79,${(0.12 + 0.88 * share).toFixed(2)});color:${share > 0.5 ? '#fff' : 'inherit'}">${short(found)}</td>`
    })
    return `<tr><th>${name}</th>${line.join('')}</tr>`
  })
  return `<table class="heat"><tr><th></th>${head}</tr>${body.join('')}</table>`
}

const plotOf = (question: Question, answer: Answer): string => {
  if (answer.rows.length === 0) return '<p class="none">Nothing of this has happened yet.</p>'
  if (question.plot === 'bars') return barsOf(answer, question)
  if (question.plot === 'heat') return heatOf(answer, question)
  return question.y.map((y) => linesOf(answer, question, y)).join('')
}

const tableOf = ({ columns, rows }: Answer): string => {
  const head = columns.map((column) => `<th>${escapeHtml(column)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`).join('')
  return `<details><summary>The numbers</summary><table><tr>${head}</tr>${body}</table></details>`
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 900px; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.5rem } h3 { font-size: .9rem; margin: .8rem 0 0 }
svg { overflow: visible } svg text { font-size: 12px; fill: currentColor } .end { text-anchor: end }
polyline { fill: none; stroke-width: 1.8 } .grid { stroke: currentColor; opacity: .15 }
.legend span { margin-right: 1rem } .legend i { display: inline-block; width: .8em; height: .8em; margin-right: .35em }
table { border-collapse: collapse; font-size: .85rem } th, td { padding: .15rem .5rem; text-align: right; font-weight: normal }
.none { opacity: .6 } summary { cursor: pointer; opacity: .7 }`

export interface Report {
  readonly questions: readonly { readonly question: Question; readonly answer: Answer }[]
  readonly atMs: number
  readonly rows: number
  readonly bytes: number
}

/** Draws the answers as one page that needs nothing else: no script, no font and no network. */
export const drawReport = ({ questions, atMs, rows, bytes }: Report): string => {
  const sections = questions.map(
    ({ question, answer }) =>
      `<section><h2>${escapeHtml(question.title)}</h2><p>${escapeHtml(question.says)}</p>${plotOf(question, answer)}${tableOf(answer)}</section>`,
  )
  const at = new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gruppetto: the lake</title><style>${STYLE}</style></head>
<body><h1>Gruppetto: the lake</h1><p>${at} UTC: ${short(rows)} events in ${short(bytes / 1024)} KB.</p>
${sections.join('\n')}
</body></html>
`
}
