import sax from 'sax'
import { decodeText } from './decode-text.ts'

/** Called for each element. Names have no prefix and are in lower case, since exporters differ in both. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  /** `text` is the element's own text, trimmed; empty for elements with children. */
  close(name: string, text: string): void
  /** Returns true to stop parsing at once. */
  done?(): boolean
}

export interface XmlEnd {
  /**
   * DONE at the end of the document, STOPPED by the handler, BROKEN when it is truncated or no longer XML, REFUSED for content
   * that we do not parse at all.
   */
  readonly end: 'DONE' | 'STOPPED' | 'BROKEN' | 'REFUSED'
  readonly reason: string
}

/** Longer text is neither a name nor a number, so it is truncated. */
const MAX_TEXT = 2000
const MAX_ATTRIBUTES = 200
/** A longer name, attribute, comment or entity is taken as endless. The parser would collect it in memory. */
const MAX_TOKEN = 256 * 1024
/** The parser's buffers for tokens that have not ended yet. */
const GATHERED = [
  'tagName',
  'attribName',
  'attribValue',
  'comment',
  'entity',
  'procInstName',
  'procInstBody',
  'sgmlDecl',
] as const
/** More than 500,000 samples need. */
const MAX_ELEMENTS = 10_000_000
/** How many errors, such as bare ampersands, are ignored in a file. Each costs as much as a sample. */
const MAX_FORGIVEN = 10_000

class Halt extends Error {}

/**
 * Parses XML strictly, as far as possible. Document types and entity declarations are refused, because no recorder writes them
 * and they can make a small file expand to a large one. Never throws because of the file's content.
 */
export function readXml(bytes: Uint8Array, maxDepth: number, handler: XmlHandler): XmlEnd {
  const parser = sax.parser(true, { position: false })
  let end: XmlEnd = { end: 'DONE', reason: '' }
  let depth = 0
  let attributes = 0
  let text = ''
  let rootClosed = false
  let forgiven = 0
  let elements = 0
  const halt = (how: XmlEnd['end'], reason: string): never => {
    end = { end: how, reason }
    throw new Halt(reason)
  }
  parser.onerror = (error) => {
    const reason = (error.message.split('\n')[0] ?? '').slice(0, 120)
    // A bare ampersand in a title, or a byte before the first tag, does no other harm. The parser continues when its error is
    // cleared.
    if (/entity|before first tag/i.test(reason) && forgiven++ < MAX_FORGIVEN) (parser as { error: Error | null }).error = null
    else if (rootClosed) halt('DONE', '')
    else halt('BROKEN', reason)
  }
  parser.ondoctype = () => halt('REFUSED', 'It declares a document type, which recordings do not.')
  parser.onsgmldeclaration = parser.ondoctype
  parser.onattribute = () => {
    if (++attributes > MAX_ATTRIBUTES) halt('REFUSED', `An element has more than ${MAX_ATTRIBUTES} attributes.`)
  }
  parser.onopentag = (tag) => {
    attributes = 0
    if (++elements > MAX_ELEMENTS) halt('REFUSED', `It has more than ${MAX_ELEMENTS} elements.`)
    if (++depth > maxDepth) halt('REFUSED', `Its elements are nested more than ${maxDepth} deep.`)
    text = ''
    handler.open(localName(tag.name), tag.attributes as Record<string, string>)
  }
  const append = (piece: string): void => {
    if (text.length < MAX_TEXT) text += piece.slice(0, MAX_TEXT - text.length)
  }
  parser.ontext = append
  parser.oncdata = append
  parser.onclosetag = (name) => {
    rootClosed = --depth === 0
    handler.close(localName(name), text.trim())
    text = ''
    if (handler.done?.()) halt('STOPPED', '')
  }
  try {
    for (const slice of decodeText(bytes)) {
      parser.write(slice)
      parser.flush()
      if (GATHERED.some((name) => gathered(parser, name) > MAX_TOKEN))
        halt('BROKEN', 'a tag, an attribute or a comment without end')
    }
    parser.close()
  } catch (error) {
    if (!(error instanceof Halt)) throw error
  }
  return end
}

const gathered = (parser: object, name: (typeof GATHERED)[number]): number => {
  const token: unknown = Reflect.get(parser, name)
  return typeof token === 'string' ? token.length : 0
}

const names = new Map<string, string>()

function localName(name: string): string {
  let local = names.get(name)
  if (local === undefined) {
    local = name.slice(name.indexOf(':') + 1).toLowerCase()
    // Limited, because the names of a hostile file must not stay in memory forever.
    if (names.size > 1000) names.clear()
    names.set(name, local)
  }
  return local
}
