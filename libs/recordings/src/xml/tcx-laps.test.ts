import { describe, expect, it } from 'vitest'
import { measured, START_MS } from '../testing/fit-file.ts'

const iso = (second: number): string => new Date(START_MS + second * 1000).toISOString()
const points = (from: number, to: number, base = 0): string =>
  Array.from(
    { length: to - from + 1 },
    (_, i) => `<Trackpoint><Time>${iso(from + i)}</Time><DistanceMeters>${base + i * 3}</DistanceMeters></Trackpoint>`,
  ).join('')
const track = (inner: string): string => `<Track>${inner}</Track>`
const lap = (start: number, seconds: number, inner: string, name = 'Lap'): string =>
  `<${name} StartTime="${iso(start)}"><TotalTimeSeconds>${seconds}</TotalTimeSeconds><DistanceMeters>${seconds * 3}</DistanceMeters>${inner}</${name}>`
const activity = (sport: string, inner: string): string => `<Activity Sport="${sport}">${inner}</Activity>`
const file = (inner: string): string => `<TrainingCenterDatabase><Activities>${inner}</Activities></TrainingCenterDatabase>`

describe('laps of TCX', () => {
  it('that do not touch have their own seconds and metres', () => {
    const laps = [0, 400].map((start) => lap(start, 100, track(points(start, start + 100, start * 3))))
    const { first } = measured(file(activity('Running', laps.join(''))))
    expect(first.laps.map((each) => [each.startSeconds, each.elapsedSeconds, each.distanceMeters])).toEqual([
      [0, 100, 300],
      [400, 100, 300],
    ])
  })
  it('last through a pause that their timer left out', () => {
    const halves = track(points(0, 100)) + track(points(300, 400, 303))
    const { first } = measured(file(activity('Running', lap(0, 200, halves) + lap(401, 99, track(points(401, 500, 606))))))
    expect(first.laps.map((each) => [each.startSeconds, each.elapsedSeconds])).toEqual([
      [0, 401],
      [401, 99],
    ])
  })
})

describe('a transition of TCX', () => {
  it.each([
    ['as the schema has it', (inner: string) => lap(100, 60, track(inner), 'Transition')],
    ['with a lap inside', (inner: string) => `<Transition>${lap(100, 60, track(inner))}</Transition>`],
  ])("is nobody's, %s", (_, transition) => {
    const swim = `<FirstSport>${activity('Other', lap(0, 100, track(points(0, 100))))}</FirstSport>`
    const run = `<NextSport>${transition(points(101, 160))}${activity('Running', lap(160, 200, track(points(160, 360))))}</NextSport>`
    const { all, result } = measured(file(`<MultiSportSession>${swim}${run}</MultiSportSession>`))
    expect(result.recordings.map((each) => each.startedAtMs - START_MS)).toEqual([0, 160_000])
    expect(all.map((each) => [each.elapsedSeconds, each.distanceMeters, each.laps.length])).toEqual([
      [100, 300, 1],
      [200, 600, 1],
    ])
  })
})
