import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { testFolder } from './test-runtime.ts'

/** Makes a file of feature flags, for the environment of a runtime. `set` replaces its flags; each has one value for everybody. */
export const makeFlagFile = () => {
  const path = join(testFolder('flags'), 'flags.json')
  const set = (values: Readonly<Record<string, boolean | string>>): void => {
    const flags = Object.entries(values).map(([key, value]) => [
      key,
      { state: 'ENABLED', variants: { only: value }, defaultVariant: 'only' },
    ])
    writeFileSync(path, JSON.stringify({ flags: Object.fromEntries(flags) }))
  }
  set({})
  return { env: { FLAGS_FILE: path }, set }
}
