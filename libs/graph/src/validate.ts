import type { z } from 'zod'
import { badUserInput } from './errors.ts'
import { type BrokenRule, broken } from './field-rules.ts'

type Issue = z.core.$ZodIssue

const valueAt = (value: unknown, path: Issue['path']): unknown =>
  path.reduce<unknown>((at, name) => (at as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[name], value)

/** Returns the rule for a size that is beyond a bound: of a text, a list, an instant or a number. */
const sizeRule = (
  origin: string,
  [ofText, ofList, ofInstant, ofNumber]: readonly [BrokenRule, BrokenRule, BrokenRule, BrokenRule],
): BrokenRule => {
  if (origin === 'string') return ofText
  if (['array', 'set', 'map'].includes(origin)) return ofList
  return origin === 'date' ? ofInstant : ofNumber
}

/** Returns the rule that an issue of zod about a value is about, with its bounds. */
export const ruleOf = (issue: Issue, value: unknown): BrokenRule => {
  const { message } = issue
  if (issue.code === 'custom') return { ...broken('INVALID', message), ...(issue.params as Partial<BrokenRule> | undefined) }
  if (issue.code === 'too_small') {
    const min = Number(issue.minimum)
    const ofText = min <= 1 ? broken('REQUIRED', message) : broken('TOO_SHORT', message, { min })
    const ofNumber = broken('TOO_SMALL', message, issue.inclusive === false ? { above: min } : { min })
    return sizeRule(issue.origin, [ofText, broken('TOO_FEW', message, { min }), broken('TOO_EARLY', message), ofNumber])
  }
  if (issue.code === 'too_big') {
    const max = Number(issue.maximum)
    const ofNumber = broken('TOO_LARGE', message, issue.inclusive === false ? { below: max } : { max })
    return sizeRule(issue.origin, [
      broken('TOO_LONG', message, { max }),
      broken('TOO_MANY', message, { max }),
      broken('TOO_LATE', message),
      ofNumber,
    ])
  }
  if (issue.code === 'invalid_value') return broken('NOT_ONE_OF', message, { values: issue.values.map(String) })
  if (issue.code === 'invalid_format') return broken('WRONG_FORMAT', message)
  if (issue.code !== 'invalid_type') return broken('INVALID', message)
  if (valueAt(value, issue.path) == null) return broken('REQUIRED', message)
  return issue.expected === 'int' ? broken('NOT_WHOLE', message) : broken('INVALID', message)
}

/**
 * Validates an argument with a zod schema and returns the parsed value. Throws BAD_USER_INPUT with a path under `root` for each
 * problem, and the rule that is broken there.
 */
export const validInput = <Schema extends z.ZodType>(schema: Schema, value: unknown, root = 'input'): z.infer<Schema> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw badUserInput(parsed.error.issues.map((issue) => ({ ...ruleOf(issue, value), path: [root, ...issue.path].join('.') })))
}
