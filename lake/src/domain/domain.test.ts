import { lakeTables } from '@gruppetto/events'
import { describe, expect, it } from 'vitest'
import { openBuffers } from './buffers.ts'
import { groupsOf, isDueForTheDead, lastClosedDay } from './compaction.ts'
import { byDay, fileKey } from './files.ts'
import { athletesIn, columnsOfEvent, eventsInLake, rowOf, withKeys } from './tables.ts'

const DAY_MS = 24 * 3600 * 1000

describe('the buffers', () => {
  const limits = { maxRows: 3, maxBytes: 100, maxAgeMs: 1000, maxBytesInAll: 150 }
  const row = { sequence: 1, occurredAtMs: 0, cells: [] }
  const names = (taken: readonly { event: string }[]) => taken.map(({ event }) => event)

  it('are due by rows, by bytes, by age and all together', () => {
    const buffers = openBuffers(limits)
    for (const sequence of [1, 2, 3]) buffers.add('many', row, { sequence, bytes: 1, nowMs: 0 })
    buffers.add('large', row, { sequence: 4, bytes: 100, nowMs: 0 })
    buffers.add('old', row, { sequence: 5, bytes: 1, nowMs: -1000 })
    buffers.add('young', row, { sequence: 6, bytes: 1, nowMs: 0 })
    expect(buffers.firstWaiting()).toBe(1)
    expect(names(buffers.takeDue(0))).toEqual(['many', 'large', 'old'])
    expect(buffers.firstWaiting()).toBe(6)
    expect(names(buffers.takeDue(0))).toEqual([])
    buffers.add('other', row, { sequence: 7, bytes: 99, nowMs: 0 })
    buffers.add('young', row, { sequence: 8, bytes: 60, nowMs: 0 })
    expect(buffers.takeDue(0)).toMatchObject([
      { event: 'young', firstSequence: 6, lastSequence: 8 },
      { event: 'other', firstSequence: 7, lastSequence: 7 },
    ])
    expect(buffers.firstWaiting()).toBeNull()
  })
})

describe('a row', () => {
  const table = lakeTables.get('cheer.given')
  if (table === undefined) throw new Error('cheers are in the lake')
  const columns = columnsOfEvent('cheer.given')
  const envelope = {
    id: 'e1',
    name: 'cheer.given' as const,
    version: 1,
    at: 1000,
    actor: 'ath_1',
    traceparent: null,
    data: { cheerId: 'cheer_1', athleteId: 'ath_1', toAthleteIds: ['ath_2', 'ath_3'], message: 'Go Ana!', at: 1000 },
  }
  const row = rowOf(table, envelope, { sequence: 7, receivedAtMs: 1001 })
  const cell = (name: string, from = row) => from.cells[columns.findIndex((column) => column.name === name)]

  it('has a lake key for each athlete, in lists too, and no text', () => {
    expect([...athletesIn(columns, [row])].sort()).toEqual(['ath_1', 'ath_2', 'ath_3'])
    const [written] = withKeys(
      columns,
      [row],
      new Map([
        ['ath_1', 'k1'],
        ['ath_3', 'k3'],
      ]),
    )
    expect(cell('actor_key', written)).toBe('k1')
    expect(cell('athlete_key', written)).toBe('k1')
    expect(cell('to_athlete_keys', written)).toEqual([null, 'k3'])
    expect(cell('received_at', written)).toBe(1001)
    expect(JSON.stringify(written)).not.toMatch(/ath_|Go Ana/)
  })

  it.each(eventsInLake())('of %s has each column once', (event) => {
    const names = columnsOfEvent(event).map(({ name }) => name)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it('says who caused it', () => {
    const kind = (actor: string | null) =>
      cell('actor_kind', rowOf(table, { ...envelope, actor }, { sequence: 1, receivedAtMs: 0 }))
    expect([kind('ath_1'), kind('partner:key_1'), kind(null)]).toEqual(['ATHLETE', 'PARTNER', 'PLATFORM'])
  })
})

describe('files', () => {
  it('are named by event, day and sequences, and by the stream when it is not the first', () => {
    const place = { event: 'kudos.given', day: '2026-11-30', firstSequence: 3, lastSequence: 9 }
    expect(fileKey({ ...place, generation: 1 })).toBe('lake/v1/event=kudos.given/day=2026-11-30/3-9.parquet')
    expect(fileKey({ ...place, generation: 2 })).toBe('lake/v1/event=kudos.given/day=2026-11-30/stream2-3-9.parquet')
  })

  it('hold the events of one day', () => {
    const at = (occurredAtMs: number) => ({ occurredAtMs })
    expect([...byDay([at(DAY_MS), at(5), at(DAY_MS - 1)])]).toEqual([
      ['1970-01-01', [at(5), at(DAY_MS - 1)]],
      ['1970-01-02', [at(DAY_MS)]],
    ])
  })
})

describe('a compaction', () => {
  const MB = 1024 ** 2
  const file = (id: string, megabytes: number, cleanAtMs = 0) => ({
    _id: id,
    event: 'kudos.given',
    day: '2026-11-30',
    bytes: megabytes * MB,
    cleanAt: new Date(cleanAtMs),
  })
  const ids = (groups: readonly (readonly { _id: string }[])[]) => groups.map((group) => group.map(({ _id }) => _id))

  it('merges the small ones of a day and leaves a large one alone', () => {
    const files = [file('large', 250), file('a', 3), file('b', 4), file('c', 100)]
    expect(ids(groupsOf(files, () => false))).toEqual([['a', 'b', 'c']])
    expect(ids(groupsOf([file('a', 3)], () => false))).toEqual([])
    expect(ids(groupsOf([file('huge', 300)], () => false))).toEqual([])
    expect(ids(groupsOf([file('huge', 300)], ({ _id }) => _id === 'huge'))).toEqual([['huge']])
    expect(ids(groupsOf([file('a', 200), file('b', 200), file('c', 100)], () => false))).toEqual([])
  })

  it('waits until a day is closed', () => {
    const at = (text: string) => lastClosedDay(Date.parse(text))
    expect(at('2026-11-30T01:59:00Z')).toBe('2026-11-28')
    expect(at('2026-11-30T02:00:00Z')).toBe('2026-11-29')
  })

  it('reads a file for the dead when one has been dead for three weeks, and not again', () => {
    const died = new Date(10 * DAY_MS)
    const due = (cleanAtMs: number, nowMs: number) => isDueForTheDead(file('a', 1, cleanAtMs), [died], nowMs)
    expect(due(9 * DAY_MS, 30.9 * DAY_MS)).toBe(false)
    expect(due(9 * DAY_MS, 31 * DAY_MS)).toBe(true)
    // Written an hour after the death: by a process that may not have known of it.
    expect(due(10.1 * DAY_MS, 31 * DAY_MS)).toBe(true)
    expect(due(12 * DAY_MS, 31 * DAY_MS)).toBe(false)
  })
})
