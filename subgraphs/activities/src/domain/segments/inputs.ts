import { lineText } from '@gruppetto/graph'
import { z } from 'zod'
import type { AgeGroup, WeightClass } from '../../generated/resolvers.ts'
import { WIDEST_HEAT_DEGREES } from '../heat.ts'
import { MAX_NAME_LENGTH } from '../naming.ts'
import { boxWidth } from './segment.ts'

export const SHORTEST_METERS = 200
export const LONGEST_METERS = 100_000
/** The most points of a line: one every eight metres of the longest segment. */
export const MAX_POINTS = 12_000
/** The most segments of one athlete that start in one tile of half a degree. */
export const MAX_PER_TILE = 100
/** A box is searched tile by tile. */
const WIDEST_DEGREES = 2

export const createSegmentInput = z
  .object({
    activityId: z.string(),
    name: lineText(3, MAX_NAME_LENGTH),
    startSeconds: z.number().int().min(0, 'must not be negative'),
    endSeconds: z.number().int(),
  })
  .refine(({ startSeconds, endSeconds }) => endSeconds > startSeconds, {
    path: ['endSeconds'],
    message: 'must lie behind startSeconds',
  })

const degrees = (most: number) => z.number().min(-most, `must be at least -${most}`).max(most, `must be at most ${most}`)

const boxUpTo = (widestDegrees: number) =>
  z
    .object({ south: degrees(90), west: degrees(180), north: degrees(90), east: degrees(180) })
    .refine(({ south, north }) => south <= north, { path: ['north'], message: 'must not lie south of south' })
    .refine(({ south, north }) => north - south <= widestDegrees, {
      path: ['north'],
      message: `must lie at most ${widestDegrees} degrees north of south`,
    })
    .refine((box) => boxWidth(box) <= widestDegrees, {
      path: ['east'],
      message: `must lie at most ${widestDegrees} degrees east of west`,
    })

export const boundingBox = boxUpTo(WIDEST_DEGREES)
export const heatBox = boxUpTo(WIDEST_HEAT_DEGREES)

/** Whole years, both ends included. */
export const AGES: Readonly<Record<AgeGroup, readonly [number, number]>> = {
  UNDER_20: [0, 19],
  FROM_20_TO_24: [20, 24],
  FROM_25_TO_34: [25, 34],
  FROM_35_TO_44: [35, 44],
  FROM_45_TO_54: [45, 54],
  FROM_55_TO_64: [55, 64],
  FROM_65_TO_69: [65, 69],
  FROM_70_TO_74: [70, 74],
  OVER_74: [75, 200],
}

/** The lower bound is included, the upper one is not. */
export const WEIGHTS: Readonly<Record<WeightClass, readonly [number, number]>> = {
  UNDER_55_KG: [0, 55],
  FROM_55_TO_64_KG: [55, 65],
  FROM_65_TO_74_KG: [65, 75],
  FROM_75_TO_84_KG: [75, 85],
  FROM_85_TO_94_KG: [85, 95],
  OVER_94_KG: [95, 1000],
}
