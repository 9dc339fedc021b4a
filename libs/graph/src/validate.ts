import type { z } from 'zod'
import { badUserInput } from './errors.ts'

/** Checks an argument against a zod schema; returns the parsed value or throws BAD_USER_INPUT with a path per problem under `root`. */
export const validInput = <Schema extends z.ZodType>(schema: Schema, value: unknown, root = 'input'): z.infer<Schema> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw badUserInput(parsed.error.issues.map((issue) => ({ path: [root, ...issue.path].join('.'), message: issue.message })))
}
