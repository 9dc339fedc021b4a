import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const folder = new URL('../../demo/', import.meta.url)

export interface DemoFile {
  readonly fileName: string
  readonly bytes: Uint8Array
}

const instant = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g

/** Moves every instant of a GPX or TCX text so that the first one is at `startMs`. */
export const moveInstants = (text: string, startMs: number): string => {
  const all = text.match(instant)
  if (all === null) return text
  const first = all.reduce((least, value) => Math.min(least, Date.parse(value)), Number.POSITIVE_INFINITY)
  const shift = Math.round((startMs - first) / 1000) * 1000
  return text.replace(instant, (value) => new Date(Date.parse(value) + shift).toISOString())
}

/** Returns a recording of the demo; with `startMs` (text formats only) moved to that start. */
export const demoFile = (name: string, startMs?: number): DemoFile => {
  const bytes = readFileSync(new URL(name, folder))
  if (startMs === undefined) return { fileName: name, bytes }
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return { fileName: name.replace(/\.gz$/, ''), bytes: Buffer.from(moveInstants(text, startMs)) }
}
