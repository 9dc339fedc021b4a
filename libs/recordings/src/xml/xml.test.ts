import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { parseRecording } from '../parse/parse-recording.ts'
import type { ParseSuccess } from '../parse/parse-result.ts'
import { namedSport } from '../sports.ts'
import { fixture } from '../testing/fixtures.ts'
import { parseNumber, parseTime } from './values.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const success = (text: string | Uint8Array): ParseSuccess => {
  const result = parseRecording(typeof text === 'string' ? bytes(text) : text)
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  return result
}
const point = (second: number, extra = '', position = `lat="${47 + second / 1e5}" lon="8"`): string =>
  `<trkpt ${position}><ele>400</ele><time>2026-05-01T10:00:${String(second).padStart(2, '0')}Z</time>${extra}</trkpt>`
const gpx = (points: string, head = ''): string =>
  `<?xml version="1.0"?><gpx version="1.1" creator="Bolt">${head}<trk><name>Round</name><type>9</type><trkseg>${points}</trkseg></trk></gpx>`

describe('GPX', () => {
  it('reads a track, its extensions under any prefix, its title, sport and device', () => {
    const extra = `<extensions><power>250</power><x:TrackPointExtension><x:hr>140</x:hr><x:cad>90</x:cad><x:atemp>21.5</x:atemp></x:TrackPointExtension></extensions>`
    const { recordings, warnings } = success(gpx(point(0, extra) + point(1, extra)))
    expect(warnings).toEqual([])
    expect(recordings[0]).toMatchObject({ sport: 'RUN', name: 'Round', device: 'Bolt', sampleCount: 2, hasTimerEvents: false })
    const channels = recordings[0]?.channels
    expect([channels?.powerWatts?.[1], channels?.heartRateBpm?.[0], channels?.cadenceRpm?.[0]]).toEqual([250, 140, 90])
    expect(channels?.temperatureCelsius?.[0]).toBe(21.5)
    expect(channels?.distanceMeters).toBeUndefined()
  })
  it('merges, sorts and nulls: the later value of one moment wins, nothing is invented', () => {
    const { recordings } = success(
      gpx(
        point(5, '<extensions><hr>150</hr></extensions>') +
          point(1) +
          point(5, '<extensions><cad>80</cad></extensions>') +
          point(9, '<extensions><hr>0</hr><power>20000</power></extensions>', 'lat="0" lon="0"') +
          point(10, '', 'lat="95" lon="8"'),
      ),
    )
    const recording = recordings[0]
    expect([...(recording?.timeSeconds ?? [])]).toEqual([0, 4, 8, 9])
    expect([...(recording?.channels.heartRateBpm ?? [])]).toEqual([Number.NaN, 150, Number.NaN, Number.NaN])
    expect([...(recording?.channels.cadenceRpm ?? [])]).toEqual([Number.NaN, 80, Number.NaN, Number.NaN])
    expect(recording?.channels.powerWatts).toBeUndefined()
    expect([...(recording?.channels.latitude ?? [])].map(Number.isNaN)).toEqual([false, false, true, true])
  })
  it('drops a heart rate that only ever said 0', () => {
    expect(success(gpx(point(0, '<hr>0</hr>') + point(1, '<hr>0</hr>'))).recordings[0]?.channels.heartRateBpm).toBeUndefined()
  })
  it('leaves out points without a time or with an impossible one, with a warning', () => {
    const { recordings, warnings } = success(
      gpx(`${point(0)}<trkpt lat="47" lon="8"/><trkpt lat="47" lon="8"><time>1970-01-01T00:00:00Z</time></trkpt>${point(2)}`),
    )
    expect(recordings[0]?.sampleCount).toBe(2)
    expect(warnings).toEqual([
      { code: 'IMPOSSIBLE_DATES', message: '1 points with an impossible date were left out.', count: 1 },
      { code: 'WITHOUT_TIME', message: '1 points without a time were left out.', count: 1 },
    ])
  })
  it('keeps what was read before the file breaks off', () => {
    const whole = gpx(Array.from({ length: 60 }, (_, i) => point(i)).join(''))
    const { recordings, warnings } = success(whole.slice(0, whole.length / 2))
    expect(recordings[0]?.sampleCount).toBeGreaterThan(25)
    expect(warnings[0]).toMatchObject({ code: 'BREAKS_OFF', message: expect.stringMatching(/breaks off/) })
    const garbled = success(whole.replace('10:00:40Z</time>', '10:00:40Z</tim>'))
    expect(garbled.recordings[0]?.sampleCount).toBe(40)
  })
  it('lives with a bare ampersand, junk around the document, and any byte order mark', () => {
    const text = gpx(point(0) + point(1)).replace('Round', 'Up & down')
    expect(success(`\n ${text}\n\0\0`).recordings[0]).toMatchObject({ sampleCount: 2, name: 'Up & down' })
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
    expect(success(utf16).recordings[0]?.sampleCount).toBe(2)
    expect(success(Buffer.from(utf16).swap16()).recordings[0]?.sampleCount).toBe(2)
    expect(success(`\ufeff${text}`).recordings[0]?.sampleCount).toBe(2)
    const latin = text.replace('version="1.0"', 'version="1.0" encoding="ISO-8859-1"').replace('Up', 'Säntis')
    expect(success(Buffer.from(latin, 'latin1')).recordings[0]?.name).toBe('Säntis & down')
  })
  it('refuses document types and entities before they cost anything', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><gpx><trk><name>&b;</name></trk></gpx>`
    expect(parseRecording(bytes(bomb))).toMatchObject({ ok: false, code: 'CORRUPT_FILE' })
  })
  it('refuses nesting without end and cuts text without end', () => {
    expect(parseRecording(bytes(`<gpx>${'<a>'.repeat(100_000)}`))).toMatchObject({ ok: false, code: 'CORRUPT_FILE' })
    const { recordings } = success(gpx(point(0) + point(1)).replace('Round', 'x'.repeat(5_000_000)))
    expect(recordings[0]?.name).toHaveLength(200)
  })
  it('stops at the cap on samples', () => {
    const text = gpx(Array.from({ length: 50 }, (_, i) => point(i)).join(''))
    expect(parseRecording(bytes(text), { limits: { maxSamples: 20 } })).toMatchObject({ ok: false, code: 'TOO_LARGE' })
  })
})

describe('TCX', () => {
  const trackpoint = (second: number, inner = ''): string =>
    `<Trackpoint><Time>2026-05-01T12:00:0${second}.5+02:00</Time><DistanceMeters>${second * 3}</DistanceMeters>${inner}</Trackpoint>`
  const tcx = (activities: string): string =>
    `<TrainingCenterDatabase><Activities>${activities}</Activities></TrainingCenterDatabase>`
  const activity = (sport: string, points: string): string =>
    `<Activity Sport="${sport}"><Id>x</Id><Lap StartTime="2026-05-01T10:00:00Z"><TotalTimeSeconds>9</TotalTimeSeconds><DistanceMeters>27</DistanceMeters><Cadence>70</Cadence><AverageHeartRateBpm><Value>99</Value></AverageHeartRateBpm><Track>${points}</Track></Lap><Notes>Tempo</Notes><Creator><Name>Watch</Name></Creator></Activity>`
  it('reads samples, extensions, laps, notes, creator and fractions of seconds', () => {
    const inner = `<HeartRateBpm><Value>141</Value></HeartRateBpm><Extensions><ns3:TPX><ns3:Speed>3.1</ns3:Speed><ns3:RunCadence>85</ns3:RunCadence><ns3:Watts>260</ns3:Watts></ns3:TPX></Extensions>`
    const { recordings, format } = success(tcx(activity('Running', trackpoint(0, inner) + trackpoint(1, inner))))
    expect(format).toBe('TCX')
    expect(recordings[0]).toMatchObject({ sport: 'RUN', name: 'Tempo', device: 'Watch', sampleCount: 2 })
    expect(recordings[0]?.startedAtMs).toBe(Date.UTC(2026, 4, 1, 10, 0, 0, 500))
    expect(recordings[0]?.laps[0]).toMatchObject({ startSeconds: 0, endSeconds: 1, timerSeconds: 9, distanceMeters: 27 })
    const channels = recordings[0]?.channels
    expect(
      [channels?.heartRateBpm, channels?.cadenceRpm, channels?.powerWatts, channels?.speedMps].map((column) => column?.[1]),
    ).toEqual([141, 85, 260, 3.1])
  })
  it('makes a recording of each activity; none of a course or an empty one', () => {
    expect(
      success(tcx(activity('Running', trackpoint(0)) + activity('Other', trackpoint(1)))).recordings.map((each) => each.sport),
    ).toEqual(['RUN', 'OTHER'])
    const empty = activity('Biking', '').replace('<DistanceMeters>27', '<DistanceMeters>0')
    expect(parseRecording(bytes(tcx(empty)))).toMatchObject({ ok: false, code: 'EMPTY_RECORDING' })
    expect(parseRecording(bytes('<TrainingCenterDatabase><Courses/></TrainingCenterDatabase>'))).toMatchObject({
      code: 'NOT_A_RECORDING',
    })
  })
})

describe('values', () => {
  it.each([
    ['2026-05-01T10:00:00Z', Date.UTC(2026, 4, 1, 10)],
    ['2026-05-01T10:00:00', Date.UTC(2026, 4, 1, 10)],
    ['2026-05-01T10:00:00.25+05:30', Date.UTC(2026, 4, 1, 4, 30, 0, 250)],
    ['2026-05-01 10:00:00-0800', Date.UTC(2026, 4, 1, 18)],
    ['2026-02-30T10:00:00Z', Number.NaN],
    ['yesterday', Number.NaN],
    ['', Number.NaN],
  ])('reads the time %s', (text, wanted) => expect(parseTime(text)).toEqual(wanted))
  it.each([
    ['12.5', 12.5],
    [' -3e2 ', -300],
    ['1,5', 1.5],
    ['', Number.NaN],
    ['0x10', Number.NaN],
    ['Infinity', Number.NaN],
    ['NaN', Number.NaN],
  ])('reads the number %j', (text, wanted) => expect(parseNumber(text)).toEqual(wanted))
  it.each([
    ['1', 'RIDE'],
    ['9', 'RUN'],
    ['999', 'OTHER'],
    ['mountain_biking', 'MOUNTAIN_BIKE_RIDE'],
    ['Trail Running', 'TRAIL_RUN'],
    ['cycling', 'RIDE'],
    ['motorcycling', 'OTHER'],
    ['E-Bike Ride', 'E_BIKE_RIDE'],
    ['EMountainBikeRide', 'E_BIKE_RIDE'],
    ['E-Mountain Bike Ride', 'E_BIKE_RIDE'],
    ['exercise bike', 'RIDE'],
    ['cross_country_skiing', 'NORDIC_SKI'],
    ['...', 'OTHER'],
    [null, 'OTHER'],
  ])('calls %j %s', (type, sport) => expect(namedSport(type)).toBe(sport))
})

describe('gzip', () => {
  const text = gpx(Array.from({ length: 60 }, (_, i) => point(i, `<hr>${100 + ((i * 7919) % 83)}</hr>`)).join(''))
  it('is opened, whatever the file is called', () => {
    const result = parseRecording(gzipSync(bytes(text)), { fileName: 'a.fit' })
    expect(result).toMatchObject({ ok: true, format: 'GPX', warnings: [] })
  })
  it('that is cut off yields what it still holds', () => {
    const zipped = fixture('ride-three-formats.gpx.gz')
    const { recordings, warnings } = success(zipped.subarray(0, zipped.length / 2))
    expect(recordings[0]?.sampleCount).toBeGreaterThan(1000)
    expect(warnings[0]).toMatchObject({ code: 'DAMAGED_COMPRESSION', message: expect.stringMatching(/cut off/) })
  })
  it('with a wrong checksum or a break inside yields what stands before', () => {
    const wrong = Uint8Array.from(gzipSync(bytes(text)))
    wrong[wrong.length - 6] = (wrong.at(-6) ?? 0) ^ 0xff
    expect(success(wrong).recordings[0]?.sampleCount).toBeGreaterThan(40)
    const broken = Uint8Array.from(fixture('ride-three-formats.gpx.gz'))
    broken.fill(0xff, 90_000, 90_100)
    expect(success(broken).recordings[0]?.sampleCount).toBeGreaterThan(1000)
  })
  it('bombs end at the cap, or at once when they hold nothing we read', () => {
    const zeros = gzipSync(new Uint8Array(100_000_000))
    expect(parseRecording(zeros)).toMatchObject({ ok: false, code: 'UNSUPPORTED_FORMAT' })
    const spaces = gzipSync(Buffer.concat([bytes('<gpx>'), Buffer.alloc(40_000_000, 32)]))
    expect(parseRecording(spaces, { limits: { maxBytes: 10_000_000 } })).toMatchObject({ ok: false, code: 'TOO_LARGE' })
    expect(parseRecording(gzipSync(zeros))).toMatchObject({ ok: false, code: 'UNSUPPORTED_FORMAT' })
  })
})
