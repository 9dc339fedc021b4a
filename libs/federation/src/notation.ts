import { bytesOf, decoded, textOf, writeRaw } from './raw/raw-text.ts'

/**
 * How strings stand in the tree of an execution: as JSON.parse reads them (VALUES), or as they came (RAW, see raw/raw-text.ts), which spares an
 * engine that reads text and writes text to decode and to encode them.
 */
export interface Notation {
  /** Whether an object may stand at several places of the tree, so that looking for its text pays. */
  readonly sharesObjects: boolean
  /** Writes a string of the tree as JSON. */
  readonly quote: (text: string) => string
  /** Writes any value of the tree as JSON. */
  readonly write: (value: unknown) => string
  /** Makes JSON text of the notation from JSON text. */
  readonly textOf: (json: string) => string
  /** Makes plain values of a tree. Its objects stay the same objects. */
  readonly valuesOf: (tree: unknown) => unknown
  /** Reads what `write` has written, as plain values. */
  readonly parse: (text: string) => unknown
}

/** What JSON.stringify escapes, or looks at more closely. */
const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/

export const VALUES: Notation = {
  sharesObjects: false,
  quote: (text) => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`),
  write: (value) => JSON.stringify(value) ?? 'null',
  textOf: (json) => json,
  valuesOf: (tree) => tree,
  parse: (text) => JSON.parse(text),
}

export const RAW: Notation = {
  sharesObjects: true,
  quote: (text) => `"${text}"`,
  write: writeRaw,
  textOf: bytesOf,
  valuesOf: decoded,
  parse: (text) => JSON.parse(textOf(text)),
}
