import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { boardPage, boardStyle, type Look } from '../../domain/embed/board-page.ts'
import type { EmbeddedBoard } from '../../pipelines/read-public-board.ts'

/** The bytes of an answer, with a strong ETag: another encoding has other bytes, and so another tag. */
export interface Representation {
  readonly type: string
  readonly policy: string
  readonly plain: Buffer
  readonly etag: string
  readonly gzipped: Buffer
  readonly gzippedEtag: string
}

const zip = promisify(gzip)
const hash = (text: string): string => createHash('sha256').update(text).digest('base64')

/** Without its comments: a browser has no use for them. */
const script = readFileSync(new URL('./follow-board.js', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => !line.startsWith('//'))
  .join('\n')
  .trim()

/** What the page may do: run its own script, read itself again, and stand in the sites of the brand. It loads nothing. */
const policyOf = (style: string, sites: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${hash(script)}'`,
    `style-src 'sha256-${hash(style)}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${sites.length === 0 ? "'none'" : sites.join(' ')}`,
  ].join('; ')

const represent = async (type: string, policy: string, text: string): Promise<Representation> => {
  const plain = Buffer.from(text)
  // The policy belongs to it: a page that may stand in another site is another page, also for a cache.
  const tag = hash(`${policy}\n${text}`).slice(0, 27)
  return { type, policy, plain, etag: `"${tag}"`, gzipped: await zip(plain), gzippedEtag: `"${tag}-gz"` }
}

export const representPage = ({ board, colors, sites }: EmbeddedBoard, look: Look, homeUrl: string): Promise<Representation> => {
  const style = boardStyle(colors, look.theme)
  const version = hash(`${style}\n${script}`).slice(0, 12)
  const page = boardPage(board, { look, style, script, version, homeUrl })
  return represent('text/html; charset=utf-8', policyOf(style, sites), page)
}

export const representJson = ({ board }: EmbeddedBoard): Promise<Representation> =>
  represent('application/json; charset=utf-8', "default-src 'none'; frame-ancestors 'none'", JSON.stringify(board))
