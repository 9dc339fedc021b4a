import { escapeHtml } from '@gruppetto/graph'
import { type BrandColors, type Palette, palettesOf } from './colors.ts'
import { escapeWithin } from './escape-within.ts'
import { type BoardMetric, formatCount, scoreColumn } from './score-text.ts'

/** One row of a public board. Whoever is not named has no country. */
export interface PublicEntry {
  readonly rank: number
  readonly name: string
  readonly country: string | null
  readonly score: number
  readonly completed: boolean
}

/** What everybody may see of a sponsored challenge's board. */
export interface PublicBoard {
  readonly challengeId: string
  readonly title: string
  readonly status: 'UPCOMING' | 'ACTIVE' | 'ENDED' | 'CANCELLED'
  readonly startsAt: string
  readonly endsAt: string
  readonly metric: BoardMetric | null
  readonly brand: string
  readonly prize: string | null
  readonly termsUrl: string | null
  readonly totalCount: number
  /** The first of the board, the best first. */
  readonly entries: readonly PublicEntry[]
}

export const THEMES = ['auto', 'light', 'dark'] as const
export const DIRECTIONS = ['ltr', 'rtl'] as const

/** What the address of the page may choose. */
export interface Look {
  readonly theme: (typeof THEMES)[number]
  readonly direction: (typeof DIRECTIONS)[number]
}

/** The page shows so many rows; the whole of it must weigh less than 30 KB, whatever the athletes are called. */
const ROWS_SHOWN = 50
const MOST_NAME_BYTES = 280
const MOST_TEXT_BYTES = 600

const variables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, color]) => `--${name}:${color};`)
    .join('')

const LAYOUT = `*{box-sizing:border-box}
html{color-scheme:var(--scheme);background:var(--ground)}
body{margin:0;font:1rem/1.45 system-ui,sans-serif;color:var(--text);background:var(--ground);overflow-wrap:anywhere}
header{padding:.75rem 1rem;background:var(--band);color:var(--bandText)}
h1{margin:0;font-size:1.25rem;line-height:1.25}
header p{margin:.15rem 0 0}
.about,footer{padding:.5rem 1rem;margin:0;color:var(--muted);font-size:.875rem}
.about p{margin:.15rem 0}
a{color:var(--accent)}
a:focus-visible{outline:2px solid currentColor;outline-offset:2px}
table{width:100%;border-collapse:collapse}
caption{padding:.25rem 1rem;text-align:start;color:var(--muted);font-size:.875rem}
th,td{padding:.4rem .5rem;border-block-end:1px solid var(--line);text-align:start;vertical-align:baseline;font-weight:400}
thead th{color:var(--muted);font-size:.875rem}
:is(th,td):first-child{padding-inline-start:1rem;width:1%;white-space:nowrap;text-align:end}
:is(th,td):last-child{padding-inline-end:1rem;text-align:end;white-space:nowrap}
td{font-variant-numeric:tabular-nums}
.from{color:var(--muted);font-size:.875rem}
.done{color:var(--accent);white-space:nowrap;font-size:.875rem}
.quiet{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none}`

const scheme = (palette: Palette, name: 'light' | 'dark'): string => `:root{--scheme:${name};${variables(palette)}}`

/** Returns the style of the page. Every value in it is a colour that was computed here, or stands in this file. */
export const boardStyle = (colors: BrandColors | null, theme: Look['theme']): string => {
  const { light, dark } = palettesOf(colors)
  if (theme === 'dark') return scheme(dark, 'dark') + LAYOUT
  const darkToo = theme === 'auto' ? `@media(prefers-color-scheme:dark){${scheme(dark, 'dark')}}` : ''
  return scheme(light, 'light') + darkToo + LAYOUT
}

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

const timeOf = (instant: string): string => `<time datetime="${instant}">${day.format(new Date(instant))} UTC</time>`

/** A sentence of ours keeps its order in a page from right to left. */
const english = (html: string): string => `<bdi dir="ltr">${html}</bdi>`

const statusOf = ({ status, startsAt, endsAt }: PublicBoard): string => {
  if (status === 'CANCELLED') return 'This challenge was cancelled.'
  if (status === 'ENDED') return `Ended on ${timeOf(endsAt)}`
  return status === 'UPCOMING' ? `Begins on ${timeOf(startsAt)}` : `Ends on ${timeOf(endsAt)}`
}

const captionOf = ({ totalCount, entries }: PublicBoard): string => {
  const all = totalCount === 1 ? 'one athlete' : `${formatCount(totalCount)} athletes`
  const shown = Math.min(entries.length, ROWS_SHOWN)
  return shown < totalCount ? `Leaderboard: the first ${shown} of ${all}` : `Leaderboard: ${all}`
}

const DONE = '<span class="done"><span aria-hidden="true">✓</span><span class="quiet">has reached the target</span></span>'

const rowOf = ({ rank, name, country, score, completed }: PublicEntry, text: (score: number) => string): string => {
  const from = country === null ? '' : ` <span class="from">${escapeWithin(country, 12)}</span>`
  const who = `<bdi>${escapeWithin(name, MOST_NAME_BYTES)}</bdi>${from}${completed ? ` ${DONE}` : ''}`
  return `<tr><td>${rank}</td><th scope="row">${who}</th><td><bdi>${text(score)}</bdi></td></tr>`
}

const rowsOf = ({ entries, metric }: PublicBoard): string => {
  if (entries.length === 0) return '<tr><td>–</td><th scope="row">Nobody takes part yet</th><td>–</td></tr>'
  const { text } = scoreColumn(metric)
  return entries
    .slice(0, ROWS_SHOWN)
    .map((entry) => rowOf(entry, text))
    .join('\n')
}

/** What a screen reader is told when it changes. */
const newsOf = ({ entries, metric }: PublicBoard): string => {
  const [leader] = entries
  if (leader === undefined) return ''
  return `${escapeWithin(leader.name, MOST_NAME_BYTES)} leads: ${scoreColumn(metric).text(leader.score)}`
}

const prizeOf = ({ prize, termsUrl }: PublicBoard): string => {
  const terms =
    termsUrl === null ? '' : `<p><a href="${escapeHtml(termsUrl)}" target="_blank" rel="noopener noreferrer">Terms</a></p>`
  return `${prize === null ? '' : `<p>${english(`Prize: <bdi>${escapeWithin(prize, MOST_TEXT_BYTES)}</bdi>`)}</p>`}${terms}`
}

interface Dressed {
  readonly look: Look
  readonly style: string
  readonly script: string
  /** Changes with the style and the script: an open page then loads itself anew. */
  readonly version: string
  /** Where the platform is. */
  readonly homeUrl: string
}

/**
 * Returns the embedded page of a board. It is whole without its script, which only keeps the parts named `data-live` up to date,
 * and it loads nothing.
 */
export const boardPage = (board: PublicBoard, { look, style, script, version, homeUrl }: Dressed): string => {
  const title = escapeWithin(board.title, MOST_TEXT_BYTES)
  const brand = escapeWithin(board.brand, MOST_NAME_BYTES)
  return `<!doctype html>
<html lang="en" dir="${look.direction}" data-version="${version}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${brand}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header><h1 data-live="title"><bdi>${title}</bdi></h1><p>${english(`Presented by <bdi>${brand}</bdi>`)}</p></header>
<main>
<div class="about" data-live="about"><p>${english(statusOf(board))}</p>${prizeOf(board)}</div>
<p class="about" data-state hidden></p>
<table>
<caption data-live="caption">${english(captionOf(board))}</caption>
<thead><tr><th scope="col">Rank</th><th scope="col">Athlete</th><th scope="col">${scoreColumn(board.metric).title}</th></tr></thead>
<tbody data-live="rows">
${rowsOf(board)}
</tbody>
</table>
<p data-live="news" hidden>${newsOf(board)}</p>
<p class="quiet" role="status" aria-live="polite" data-spoken></p>
</main>
<footer><a href="${escapeHtml(homeUrl)}" target="_blank" rel="noopener noreferrer">Gruppetto</a></footer>
<script>${script}</script>
</body>
</html>
`
}
