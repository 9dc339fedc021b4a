import type { z } from 'zod'
import { badUserInput } from './errors.ts'

/**
 * Validates an argument with a zod schema and returns the parsed value. Throws BAD_USER_INPUT with a path under `root` for each
 * problem.
 */
export const validInput = <Schema extends z.ZodType>(schema: Schema, value: unknown, root = 'input'): z.infer<Schema> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw badUserInput(parsed.error.issues.map((issue) => ({ path: [root, ...issue.path].join('.'), message: issue.message })))
}
