import type { DocumentNode } from 'graphql'
import { keepAsked, type Shape, shapeOf } from '../answer/asked-keys.ts'
import { bytesKind } from './bytes-check.ts'
import { MOST_DEPTH, rawOf, textOf } from './raw-text.ts'

/** Thrown where the text is not what was expected; it is then read by JSON.parse. */
const UNEXPECTED = new Error('not what was expected')

const QUOTE = 34
const COMMA = 44
const LIST = 91
const LIST_END = 93
const OBJECT = 123
const OBJECT_END = 125
const DATA = '{"data":'
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
const ESCAPED = /(?:[^"\\]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y

/** An object that was read before, and where it stood in the same text. */
interface Recent {
  readonly mark: number
  readonly from: number
  readonly length: number
  readonly object: unknown
}

/** Reads one text from a place onwards. */
interface Reader {
  readonly text: string
  at: number
  /** The objects that were read last, by the number of their shape. */
  readonly recent: (Recent[] | undefined)[]
  /** Where the next backslash is, as far as it was looked for. */
  backslash: number
  /** How many lists are around the place. */
  lists: number
}

const readString = (reader: Reader): string => {
  const { text, at } = reader
  let end = text.indexOf('"', at + 1)
  if (end < 0) throw UNEXPECTED
  if (reader.backslash < at) {
    const next = text.indexOf('\\', at)
    reader.backslash = next < 0 ? Number.POSITIVE_INFINITY : next
  }
  if (reader.backslash < end) {
    ESCAPED.lastIndex = at + 1
    if (!ESCAPED.test(text)) throw UNEXPECTED
    end = ESCAPED.lastIndex - 1
  }
  reader.at = end + 1
  return text.slice(at + 1, end)
}

const readWord = <T>(reader: Reader, word: string, value: T): T => {
  if (!reader.text.startsWith(word, reader.at)) throw UNEXPECTED
  reader.at += word.length
  return value
}

const readNumber = (reader: Reader): number => {
  NUMBER.lastIndex = reader.at
  if (!NUMBER.test(reader.text)) throw UNEXPECTED
  const number = Number(reader.text.slice(reader.at, NUMBER.lastIndex))
  reader.at = NUMBER.lastIndex
  return number
}

type Read = (reader: Reader) => unknown

const readList = (reader: Reader, item: Read): unknown[] => {
  const list: unknown[] = []
  if (reader.lists === MOST_DEPTH) throw UNEXPECTED
  reader.lists += 1
  reader.at += 1
  if (reader.text.charCodeAt(reader.at) === LIST_END) {
    reader.lists -= 1
    reader.at += 1
    return list
  }
  for (;;) {
    list.push(item(reader))
    const next = reader.text.charCodeAt(reader.at)
    reader.at += 1
    if (next === LIST_END) {
      reader.lists -= 1
      return list
    }
    if (next !== COMMA) throw UNEXPECTED
  }
}

const readLeaf: Read = (reader) => {
  switch (reader.text.charCodeAt(reader.at)) {
    case QUOTE:
      return readString(reader)
    case 110:
      return readWord(reader, 'null', null)
    case 116:
      return readWord(reader, 'true', true)
    case 102:
      return readWord(reader, 'false', false)
    case LIST:
      return readList(reader, readLeaf)
    default:
      // An object here is the value of a scalar of its own, and rare.
      return readNumber(reader)
  }
}

interface Key {
  readonly name: string
  /** As it stands in the text, with the colon. */
  readonly text: string
  readonly read: Read
}

/** Of how many objects of one shape a reader looks whether they come again. */
const MOST_RECENT = 4

/** Four of the first characters after a place, as one number. Most objects differ in one of them, so they need not be compared. */
const markAt = (text: string, at: number): number =>
  text.charCodeAt(at + 7) | (text.charCodeAt(at + 15) << 8) | (text.charCodeAt(at + 23) << 16) | (text.charCodeAt(at + 31) << 24)

const standsAt = (text: string, at: number, { from, length }: Recent): boolean =>
  text.slice(at, at + length) === text.slice(from, from + length)

const compileValue = (shape: Shape, nextNumber: () => number): Read => {
  // An object's prototype is no field.
  if (shape.has('__proto__'))
    return () => {
      throw UNEXPECTED
    }
  const keys = [...shape].map(
    ([name, below]): Key => ({ name, text: `"${name}":`, read: below === null ? readLeaf : compileValue(below, nextNumber) }),
  )

  /** Reads the keys that follow, in the order of the document. Returns whether there was one. */
  const readKeys = (reader: Reader, object: Record<string, unknown>): boolean => {
    const from = reader.at
    for (const key of keys) {
      if (!reader.text.startsWith(key.text, reader.at)) continue
      reader.at += key.text.length
      object[key.name] = key.read(reader)
      if (reader.text.charCodeAt(reader.at) === COMMA) reader.at += 1
    }
    return reader.at > from
  }
  const number = nextNumber()
  /**
   * The same athlete, club or product often stands at many places of an answer. What stands there as it stood before is the same object, read once;
   * the engine merges into it what is asked about it, which is the same at all these places.
   */
  const readObject = (reader: Reader): unknown => {
    const { text, at: from } = reader
    let recent = reader.recent[number]
    if (recent === undefined) {
      recent = []
      reader.recent[number] = recent
    }
    const mark = markAt(text, from)
    for (let index = 0; index < recent.length; index++) {
      const before = recent[index] as Recent
      if (before.mark !== mark || !standsAt(text, from, before)) continue
      reader.at = from + before.length
      return before.object
    }
    const object = readNew(reader)
    const place = recent.length < MOST_RECENT ? recent.length : from % MOST_RECENT
    recent[place] = { mark, from, length: reader.at - from, object }
    return object
  }
  const readNew = (reader: Reader): unknown => {
    const object: Record<string, unknown> = {}
    reader.at += 1
    // Another order costs a turn for each key that stands before its place.
    while (reader.text.charCodeAt(reader.at) !== OBJECT_END) if (!readKeys(reader, object)) throw UNEXPECTED
    reader.at += 1
    return object
  }
  const read: Read = (reader) => {
    switch (reader.text.charCodeAt(reader.at)) {
      case OBJECT:
        return readObject(reader)
      case LIST:
        return readList(reader, read)
      default:
        return readWord(reader, 'null', null)
    }
  }
  return read
}

/** What a subgraph has answered. `data` is a raw tree; errors and extensions are as JSON.parse reads them. */
export interface ReadAnswer {
  readonly data?: unknown
  readonly errors?: unknown
}

/**
 * Compiles the reader of the answers to one document. It takes the body, a byte in each character, and returns its answer, or null for
 * what is no JSON object, or nested too deep.
 * What most servers send (data alone, without spaces, the keys in the order of the document) is read in one pass that takes the strings as they are;
 * everything else is read by JSON.parse.
 */
export const compileReader = (document: DocumentNode): ((body: string) => ReadAnswer | null) => {
  let shapes = 0
  const shape = shapeOf(document)
  const readData = compileValue(shape, () => shapes++)
  const readFast = (body: string): ReadAnswer | null => {
    if (!body.startsWith(DATA)) return null
    const reader: Reader = { text: body, at: DATA.length, recent: [], backslash: -1, lists: 0 }
    try {
      const data = readData(reader)
      return reader.at === body.length - 1 && body.charCodeAt(reader.at) === OBJECT_END ? { data } : null
    } catch (error) {
      // A text of some million characters, one of them escaped, is more than a regular expression holds.
      if (error === UNEXPECTED || error instanceof RangeError) return null
      throw error
    }
  }
  return (body) => {
    const kind = bytesKind(body)
    if (kind === 'NO_UTF8') return null
    return (kind === 'PLAIN' ? readFast(body) : null) ?? readByParse(body, shape)
  }
}

const readByParse = (body: string, shape: Shape): ReadAnswer | null => {
  try {
    const answer: unknown = JSON.parse(textOf(body))
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return null
    const { data, errors } = answer as ReadAnswer
    keepAsked(data, shape)
    return { ...(data === undefined ? {} : { data: rawOf(data) }), ...(errors === undefined ? {} : { errors }) }
  } catch {
    return null
  }
}
