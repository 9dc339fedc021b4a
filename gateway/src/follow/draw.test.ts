import { describe, expect, it } from 'vitest'

interface Position {
  readonly at: string
  readonly distanceMeters: number
  readonly elapsedSeconds: number
}
interface Draw {
  decodePolyline(text: string): [number, number][]
  drawing(positions: [number, number][]): { path: string; viewBox: string; end: [number, number]; radius: number } | null
  clock(seconds: number): string
  stateText(session: { status: string; position: Position | null }, nowMs: number): string
  numbers(position: Position | null): Record<string, string>
}
// The file is for browsers and has no types.
const load = async (): Promise<Draw> => import(new URL('./draw.mjs', import.meta.url).href)

describe('the page of a share link', () => {
  it('draws the track with north up, inside its view box', async () => {
    const { decodePolyline, drawing } = await load()
    // The example of Google's documentation.
    const positions = decodePolyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@')
    expect(positions).toEqual([
      [38.5, -120.2],
      [40.7, -120.95],
      [43.252, -126.453],
    ])
    const drawn = drawing(positions)
    const [west = 0, north = 0, width = 0, height = 0] = (drawn?.viewBox ?? '').split(' ').map(Number)
    const points = (drawn?.path ?? '').slice(1).split('L')
    expect(points).toHaveLength(3)
    for (const point of points) {
      const [x = Number.NaN, y = Number.NaN] = point.split(' ').map(Number)
      expect(x > west && x < west + width && y > north && y < north + height).toBe(true)
    }
    expect(drawn?.end[1]).toBeLessThan(0)
    expect(drawing(positions.slice(0, 1))).toBeNull()
    expect(drawing([])).toBeNull()
  })

  it('shows the state, and no unknown values', async () => {
    const { clock, numbers, stateText } = await load()
    expect(clock(3723)).toBe('1:02:03')
    const position = { at: '2026-11-22T07:30:00Z', distanceMeters: 12_345, elapsedSeconds: 59 }
    const now = Date.parse('2026-11-22T07:30:05Z')
    expect(stateText({ status: 'LIVE', position }, now)).toBe('On the way. Seen 5 s ago.')
    expect(stateText({ status: 'LOST', position }, now + 600_000)).toBe('No signal. Seen 10 min ago.')
    expect(stateText({ status: 'ENDED', position }, now)).toBe('Finished.')
    expect(stateText({ status: 'PAUSED', position: null }, now)).toBe('Paused. No position to be seen now.')
    expect(numbers(position)).toEqual({ distance: '12.35 km', time: '0:00:59', speed: '–', heart: '–', power: '–' })
    expect(numbers(null).distance).toBe('–')
  })
})
