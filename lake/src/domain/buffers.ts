import type { Row } from './tables.ts'

/** What was read of one event and is not written yet, in the order of the stream. */
export interface Buffer {
  readonly event: string
  readonly rows: Row[]
  bytes: number
  readonly firstSequence: number
  lastSequence: number
  readonly sinceMs: number
}

export interface BufferLimits {
  readonly maxRows: number
  readonly maxBytes: number
  readonly maxAgeMs: number
  readonly maxBytesInAll: number
}

/** Takes rows in the order of the stream. */
export interface Buffers {
  add(event: string, row: Row, from: { readonly sequence: number; readonly bytes: number; readonly nowMs: number }): void
  /** Returns the buffers that are to be written now, and gives them up. */
  takeDue(nowMs: number): readonly Buffer[]
  takeAll(): readonly Buffer[]
  /** The first sequence that waits in a buffer; null when all are empty. */
  firstWaiting(): number | null
}

export const openBuffers = ({ maxRows, maxBytes, maxAgeMs, maxBytesInAll }: BufferLimits): Buffers => {
  const buffers = new Map<string, Buffer>()
  const take = (isDue: (buffer: Buffer) => boolean): Buffer[] => {
    const due = [...buffers.values()].filter(isDue)
    for (const { event } of due) buffers.delete(event)
    return due
  }
  return {
    add(event, row, { sequence, bytes, nowMs }) {
      const known = buffers.get(event)
      const buffer = known ?? { event, rows: [], bytes: 0, firstSequence: sequence, lastSequence: sequence, sinceMs: nowMs }
      buffer.rows.push(row)
      buffer.bytes += bytes
      buffer.lastSequence = sequence
      if (known === undefined) buffers.set(event, buffer)
    },
    takeDue(nowMs) {
      const bytes = [...buffers.values()].reduce((sum, buffer) => sum + buffer.bytes, 0)
      if (bytes >= maxBytesInAll) return take(() => true)
      return take((buffer) => buffer.rows.length >= maxRows || buffer.bytes >= maxBytes || nowMs - buffer.sinceMs >= maxAgeMs)
    },
    takeAll: () => take(() => true),
    firstWaiting() {
      const firsts = [...buffers.values()].map(({ firstSequence }) => firstSequence)
      return firsts.length === 0 ? null : Math.min(...firsts)
    },
  }
}
