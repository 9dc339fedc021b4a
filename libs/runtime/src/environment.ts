import { z } from 'zod'

export type Environment = Readonly<Record<string, string | undefined>>

export class ConfigError extends Error {}

/** A setting with the values `on` and `off`. */
export const flag = (fallback: 'on' | 'off') =>
  z
    .enum(['on', 'off', 'true', 'false', '1', '0'])
    .default(fallback)
    .transform((word) => word === 'on' || word === 'true' || word === '1')

const inCamelCase = (name: string): string =>
  name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const inCapitals = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()

/** Returns the names of settings as they stand in the environment. */
export const variablesOf = (shape: object): string[] => Object.keys(shape).map(inCapitals)

/**
 * Reads settings from the environment. Each has its name in upper case (`dataDir` is DATA_DIR). Throws ConfigError that names
 * each invalid value.
 */
export const readEnvironment = <Schema extends z.ZodType>(schema: Schema, env: Environment): z.output<Schema> => {
  // A compose file passes an unset variable as an empty value.
  const given = Object.entries(env).filter(([name, value]) => /^[A-Z][A-Z0-9_]*$/.test(name) && value?.trim())
  const parsed = schema.safeParse(Object.fromEntries(given.map(([name, value]) => [inCamelCase(name), value])))
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path, message }) => `${inCapitals(path.join('.'))}: ${message}`)
  throw new ConfigError(`The environment is not right:\n  ${wrong.join('\n  ')}`)
}
