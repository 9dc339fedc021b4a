import { expect, it } from 'vitest'
import { buildExport, contentDisposition, exportFileName } from './export.ts'

const activity = {
  name: 'Sunday / "ride" \u202e: a\\b\u0000 🚴',
  startedAt: new Date('2026-05-01T23:30:00Z'),
  timeZone: 'Europe/Zurich',
}

it('names a file after the local day and the title, without characters of paths', () => {
  expect(exportFileName(activity, 'GPX')).toBe('2026-05-02 Sunday ride a b 🚴.gpx')
  expect(exportFileName({ ...activity, name: '../..' }, 'FIT')).toBe('2026-05-02 .. ...fit')
  expect(exportFileName({ ...activity, name: '🚴'.repeat(200) }, 'TCX')).toHaveLength('2026-05-02 .tcx'.length + 160)
})

it('writes a header without quotes, line ends or characters beyond ASCII', () => {
  const header = contentDisposition(`a"b\r\nset-cookie: x'(1)*%\\ é.gpx`)
  expect(header).toMatch(/^[\x20-\x7e]+$/)
  expect(header).toBe(
    `attachment; filename="a_b__set-cookie: x'(1)*__ _.gpx"; filename*=UTF-8''a%22b%0D%0Aset-cookie%3A%20x%27%281%29%2a%25%5C%20%C3%A9.gpx`,
  )
})

const row = { ...activity, sport: 'RIDE', device: null, elevationGainMeters: 10, elevationLossMeters: 5 } as Parameters<
  typeof buildExport
>[0]
const columns = { timeSeconds: Float64Array.of(0, 1, 2, 60, 61, 62, 120, 121) }
const details = { laps: [], pauses: [{ startSeconds: 1, endSeconds: 2 }] }

it('takes the measured pauses, and does not take a hidden part for a pause', () => {
  expect(buildExport(row, { columns, gaps: [] }, details)).toMatchObject({ pauses: details.pauses, utcOffsetSeconds: 7200 })
  const cut = buildExport(row, { columns, gaps: [3] }, { laps: [] })
  expect(cut).toMatchObject({ pauses: [{ startSeconds: 62, endSeconds: 120 }], gaps: [3], lapStarts: [] })
  // An activity that was measured before pauses were stored.
  expect(buildExport(row, { columns, gaps: [] }, { laps: [] }).pauses).toHaveLength(2)
})
