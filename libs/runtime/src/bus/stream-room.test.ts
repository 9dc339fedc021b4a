import { describe, expect, it } from 'vitest'
import { fillOf, firstThatStays, type StreamFill } from './stream-room.ts'

const stream = (bytes: number, maxBytes = 1000): StreamFill => ({
  bytes,
  maxBytes,
  messages: 100,
  firstSequence: 1001,
  lastSequence: 1100,
})
const idle = { doneUpTo: 12, waiting: 0, inWork: 0 }

describe('firstThatStays', () => {
  it('keeps everything while there is room, and where nothing bounds the stream', () => {
    expect(firstThatStays(stream(849), [idle])).toBeNull()
    expect(firstThatStays(stream(10_000, -1), [idle])).toBeNull()
    expect(fillOf(stream(10_000, 0))).toBe(0)
  })

  it('lets the oldest go until the stream is three fifths full', () => {
    expect(firstThatStays(stream(1000), [idle])).toBe(1001 + 40)
    expect(firstThatStays(stream(900), [idle, { ...idle, doneUpTo: 1090 }])).toBe(1001 + 34)
  })

  it('keeps what one consumer has still to do, whatever the others have done', () => {
    const late = { doneUpTo: 1005, waiting: 95, inWork: 0 }
    expect(firstThatStays(stream(1000), [idle, late])).toBe(1006)
    expect(firstThatStays(stream(1000), [idle, { ...late, waiting: 0, inWork: 1 }])).toBe(1006)
    expect(firstThatStays(stream(1000), [{ ...late, doneUpTo: 1000 }])).toBeNull()
  })

  it('lets nothing go when nobody consumes, since nobody has handled it', () => {
    expect(firstThatStays(stream(1000), [])).toBeNull()
  })
})
