import type { AnyData } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { effortStartedAt } from '../src/domain/segments/effort.ts'
import type { Rider } from './live-road.ts'
import { realSegments, segmentRoad } from './segment-road.ts'
import { openWorld, recording, type World } from './world.ts'

/** One ride exists in four formats, whose differences are tested beside the parsers. */
const isOne = (file: string): boolean => !file.includes('three-formats') || file.endsWith('.fit')

let world: World
const riders = new Map<string, Rider>()
const activities = new Map<string, string>()
const ids: string[] = []

beforeAll(async () => {
  world = await openWorld()
  const road = segmentRoad(world)
  const sportOf = (index: number) => ([4, 5, 6, 7, 11].includes(index) ? 'RUN' : 'RIDE')
  const insert = async (index: number, isNew: boolean) => {
    const { points, name } = realSegments[index] as (typeof realSegments)[number]
    ids[index] = await road.insert(points, sportOf(index), isNew, name)
  }
  const indices = realSegments.map((_segment, index) => index)
  for (const index of indices.filter((one) => one % 2 === 0)) await insert(index, false)
  const files = [...new Set(realSegments.flatMap(({ crossings }) => crossings.map(({ file }) => file)))].filter(isOne)
  const uploads = await Promise.all(
    files.map(async (file) => {
      const rider = await world.athlete()
      riders.set(file, rider)
      return world.begin(rider, recording(file))
    }),
  )
  await world.settle()
  for (const [index, file] of files.entries()) {
    const upload = await world.upload(riders.get(file) as Rider, uploads[index] as string)
    expect(upload).toMatchObject({ status: 'DONE' })
    activities.set(file, upload.activities[0].id)
  }
  for (const index of indices.filter((one) => one % 2 === 1)) await insert(index, true)
  await world.settle()
})
afterAll(() => world?.close())

describe('real recordings on real segments', () => {
  it.each(realSegments.map((segment, index) => [segment.name, index] as const))(
    '%s: every crossing found, none invented, whichever came first',
    async (_name, index) => {
      const crossings = realSegments[index]?.crossings.filter(({ file }) => isOne(file)) ?? []
      const efforts = await world.rows('segment_efforts', { segmentId: ids[index] })
      const place = (file: string, startedAt: Date | string) => `${file} ${Math.round(new Date(startedAt).getTime() / 1000)}`
      expect(efforts).toHaveLength(crossings.length)
      for (const { file, startedAt, elapsedSeconds } of crossings) {
        const found = efforts.find(
          (effort) =>
            effort.activityId === activities.get(file) &&
            Math.abs(effortStartedAt(effort as AnyData).getTime() - Date.parse(startedAt)) <= 1000,
        )
        expect(found, place(file, startedAt)).toBeDefined()
        expect(Math.abs(found?.elapsedSeconds - elapsedSeconds)).toBeLessThanOrEqual(1)
      }
    },
  )
})
