import { randomInt } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { catalogue, lakeTables, parseEnvelope } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { columnsOfEvent, rowOf, withKeys, writeParquet } from '@gruppetto/lake'
import { eventId } from '@gruppetto/runtime'
import type { Sheet } from '../figures.ts'

/** The events of an upload that others see, and how often an upload sends each, rounded. */
const EVENTS: Readonly<Record<string, number>> = {
  'upload.received': 1,
  'upload.completed': 1,
  'activity.measured': 1,
  'activity.explored': 1,
  'effort.recorded': 1,
  'feed.item-recorded': 1,
  'notification.created': 3,
  'kudos.given': 4,
  'comment.added': 0.5,
}
const ATHLETES = 2000
const DAY_MS = 24 * 3600 * 1000

const golden = new URL('../../../../libs/events/golden/', import.meta.url)
const athletes = Array.from({ length: ATHLETES }, () => newId('Athlete'))
const anybody = (): string => athletes[randomInt(ATHLETES)] ?? ''

/** The same shape with other values: other ids, athletes, instants, numbers. */
const vary = (value: unknown, name: string, atMs: number): unknown => {
  if (Array.isArray(value)) return value.map((one) => vary(one, name, atMs))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, vary(inner, field, atMs)]))
  if (typeof value === 'string' && /(athlete|owner|author)Id/i.test(name)) return anybody()
  if (typeof value === 'string' && /Ids?$/.test(name)) return newId('Activity')
  if (typeof value !== 'number') return value
  if (/(At|Ms|^at)$/.test(name)) return atMs - randomInt(DAY_MS)
  return Number.isInteger(value) ? 1 + randomInt(2 * Math.abs(value) + 1) : value * (0.5 + Math.random())
}

/** Envelopes of one event, as they lie in the stream. */
const envelopesOf = (event: string, count: number): Uint8Array[] => {
  const version = catalogue.get(event)?.version
  const { data } = JSON.parse(readFileSync(new URL(`${event}.v${version}.json`, golden), 'utf8'))
  const startMs = Date.UTC(2026, 10, 30)
  return Array.from({ length: count }, (_, index) => {
    const at = startMs + Math.floor((index / count) * DAY_MS)
    const actor = anybody()
    const envelope = { id: eventId(), name: event, version, at, actor, traceparent: null, data: vary(data, '', at) }
    return new TextEncoder().encode(JSON.stringify(envelope))
  })
}

/** Measures what the lake's writer does in its process: from the bytes of the stream to a file, in batches as full as they may be. */
export const lake = async (sheet: Sheet, quick: boolean): Promise<void> => {
  const [rows, rounds] = quick ? [200, 1] : [5000, 5]
  const folder = mkdtempSync(join(tmpdir(), 'lake-bench-'))
  const keys = new Map(athletes.map((id) => [id, eventId().slice(-12)]))
  let [cpuOfUpload, bytesOfUpload, rowsOfUpload] = [0, 0, 0]
  try {
    for (const [event, perUpload] of Object.entries(EVENTS)) {
      const table = lakeTables.get(event)
      if (table === undefined) throw new Error(`${event} is not in the lake`)
      const columns = columnsOfEvent(event)
      const messages = envelopesOf(event, rows)
      const file = join(folder, `${event}.parquet`)
      const spent: number[] = []
      for (let round = 0; round <= rounds; round += 1) {
        const from = process.cpuUsage()
        const read = messages.map((bytes, index) => {
          const parsed = parseEnvelope(bytes)
          if (parsed.kind !== 'EVENT') throw new Error(`${event} cannot be read`)
          return rowOf(table, parsed.envelope, { sequence: index + 1, receivedAtMs: parsed.envelope.at + 20 })
        })
        await writeParquet(columns, withKeys(columns, read, keys), file)
        const { user, system } = process.cpuUsage(from)
        spent.push((user + system) / 1000)
      }
      // The first round loads the library and warms up.
      const cpu = Math.min(...spent.slice(1))
      const bytes = statSync(file).size / rows
      const inStream = messages.reduce((sum, message) => sum + message.byteLength, 0) / rows
      const group = `batches of ${rows}, ${event}`
      sheet.put(group, 'CPU of the writer', cpu / rows, 'ms CPU/event')
      sheet.put(group, 'events for a core', (rows * 1000) / cpu, 'events/s')
      sheet.put(group, 'in the stream', inStream, 'bytes/event')
      sheet.put(group, 'in the lake', bytes, 'bytes/row')
      cpuOfUpload += (cpu / rows) * perUpload
      bytesOfUpload += bytes * perUpload
      rowsOfUpload += perUpload
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const group = 'one upload that others see'
  sheet.put(group, 'events', rowsOfUpload, 'events')
  sheet.put(group, 'CPU of the writer', cpuOfUpload, 'ms CPU')
  sheet.put(group, 'in the lake', bytesOfUpload, 'bytes')
}
