import { describe, expect, it } from 'vitest'
import { demoFile, moveInstants } from './recordings.ts'

describe('moveInstants', () => {
  it('moves the start and keeps all time differences', () => {
    const text = '<a>2020-01-01T10:00:05Z</a><b>2020-01-01T10:00:00.500Z</b>'
    expect(moveInstants(text, Date.parse('2026-03-01T08:00:00.500Z'))).toBe(
      '<a>2026-03-01T08:00:05.000Z</a><b>2026-03-01T08:00:00.500Z</b>',
    )
  })

  it('does not change a text without instants', () => {
    expect(moveInstants('<gpx/>', 0)).toBe('<gpx/>')
  })
})

describe('demoFile', () => {
  it('returns a recording of the demo, moved to the given start', () => {
    const { fileName, bytes } = demoFile('ride-three-formats.tcx.gz', Date.parse('2026-11-20T07:00:00Z'))
    expect(fileName).toBe('ride-three-formats.tcx')
    expect(Buffer.from(bytes).toString('utf8')).toContain('2026-11-20T07:00:00')
  })
})
