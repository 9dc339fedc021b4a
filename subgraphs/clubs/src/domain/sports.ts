import { z } from 'zod'
import { SPORTS } from './values.ts'

/** A list of different sports. */
export const distinctSports = z
  .array(z.enum(SPORTS))
  .refine((sports) => new Set(sports).size === sports.length, 'names a sport twice')
