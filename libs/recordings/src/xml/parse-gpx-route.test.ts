import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePolyline } from '../geometry/polyline.ts'
import { plannedRoute } from '../measure/planned-route.ts'
import { parseGpxRoute } from './parse-gpx-route.ts'

const gpx = (inner: string): string => `<?xml version="1.0"?><gpx version="1.1" creator="planner">${inner}</gpx>`
const trackOf = (count: number, ele: (i: number) => string, tag = 'trk'): string => {
  const point = tag === 'trk' ? 'trkpt' : 'rtept'
  const points = Array.from({ length: count }, (_, i) => `<${point} lat="${47 + i * 1e-4}" lon="8">${ele(i)}</${point}>`).join('')
  return tag === 'trk' ? `<trk><name>A</name><trkseg>${points}</trkseg></trk>` : `<rte>${points}</rte>`
}
const codeOf = (text: string) => {
  const parsed = parseGpxRoute(text)
  return parsed.ok ? null : parsed.code
}
const routeOf = (text: string) => {
  const parsed = parseGpxRoute(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return plannedRoute(parsed.positions, parsed.altitudes)
}

describe('the way of a GPX file', () => {
  it('needs no times, and has its distance and its climb', () => {
    // 1,000 steps of 11.1 m; 100 m up and down again.
    const route = routeOf(gpx(trackOf(1001, (i) => `<ele>${400 + Math.min(i, 1000 - i) * 0.2}</ele>`)))
    expect(route.distanceMeters).toBeCloseTo(11_119.5, 0)
    expect(route.climbMeters).toBeGreaterThan(98)
    expect(route.climbMeters).toBeLessThanOrEqual(100)
    expect(decodePolyline(route.polyline)).toEqual([
      [47, 8],
      [47.1, 8],
    ])
  })
  it('is a track, or a route as planners write it, and the longest of several', () => {
    expect(routeOf(gpx(trackOf(11, () => '', 'rte'))).distanceMeters).toBeCloseTo(111.2, 0)
    const both = gpx(trackOf(3, () => '') + trackOf(21, () => '', 'rte') + trackOf(2, () => ''))
    expect(routeOf(both).distanceMeters).toBeCloseTo(222.4, 0)
  })
  it('has no climb where altitudes are missing, or the same everywhere', () => {
    for (const ele of ['', '<ele>0</ele>', '<ele>high</ele>']) {
      expect(routeOf(gpx(trackOf(30, () => ele))).climbMeters).toBeNull()
    }
  })
  it('joins the segments of a track, and goes on through times, extensions and prefixes', () => {
    const segment = (from: number) =>
      `<g:trkseg><g:trkpt lat="${from}" lon="8"><g:ele>1</g:ele><g:time>2026-01-01T00:00:00Z</g:time>
       <g:extensions><x:hr>140</x:hr></g:extensions></g:trkpt><g:trkpt lat="${from + 0.001}" lon="8"/></g:trkseg>`
    const text = `<g:gpx xmlns:g="http://www.topografix.com/GPX/1/1"><g:trk>${segment(47)}${segment(47.001)}</g:trk></g:gpx>`
    expect(routeOf(text).distanceMeters).toBeCloseTo(222.4, 0)
  })
  it('is refused when there is none, when half of it is missing, and when it is huge or hostile', () => {
    expect(codeOf('')).toBe('UNSUPPORTED_FORMAT')
    expect(codeOf('{"type":"FeatureCollection"}')).toBe('UNSUPPORTED_FORMAT')
    expect(codeOf(gpx(''))).toBe('EMPTY_RECORDING')
    expect(codeOf(gpx('<wpt lat="1" lon="1"/>'))).toBe('EMPTY_RECORDING')
    expect(codeOf(gpx(trackOf(1, () => '')))).toBe('EMPTY_RECORDING')
    expect(codeOf(gpx(trackOf(50, () => '')).slice(0, 900))).toBe('CORRUPT_FILE')
    expect(codeOf(gpx('<trk><trkpt lat="91" lon="0"/><trkpt lat="0" lon="0"/></trk>'))).toBe('CORRUPT_FILE')
    expect(codeOf(gpx('<trk><trkpt/><trkpt lat="NaN" lon="Infinity"/></trk>'))).toBe('CORRUPT_FILE')
    expect(codeOf(gpx(trackOf(50_001, () => '')))).toBe('TOO_LARGE')
    expect(codeOf(gpx('<trk/>'.repeat(1_001)))).toBe('TOO_LARGE')
    expect(codeOf(gpx('<a>'.repeat(100)))).toBe('CORRUPT_FILE')
    const laughs = '<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    expect(codeOf(`${laughs}${gpx(`<trk><name>&b;</name></trk>`)}`)).not.toBeNull()
  })
  it('keeps few enough points of a way that turns everywhere', () => {
    const points = Array.from({ length: 40_000 }, (_, i) => `<trkpt lat="${47 + i * 1e-4}" lon="${8 + (i % 2) * 1e-3}"/>`).join(
      '',
    )
    expect(decodePolyline(routeOf(gpx(`<trk>${points}</trk>`)).polyline).length).toBeLessThanOrEqual(5_000)
  })
  it('never throws', () => {
    const piece = fc.constantFrom(
      '<trk>',
      '</trk>',
      '<rte>',
      '<trkpt lat="1" lon="2">',
      '<ele>3</ele>',
      '</trkpt>',
      '&',
      '<!--',
      '</gpx>',
    )
    fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => void parseGpxRoute(`<gpx>${pieces.join('')}`)))
  })
})
