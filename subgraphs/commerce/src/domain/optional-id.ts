import { z } from 'zod'

/** The input of an id that may be left out. */
export const optionalId = z
  .string()
  .nullish()
  .transform((id) => id ?? null)
