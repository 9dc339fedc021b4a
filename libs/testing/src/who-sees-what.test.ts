import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { RULES } from './who-sees-what.ts'

it.each(Object.values(RULES))('who decides about $subject is where the table says', ({ decidedBy: { name, file } }) => {
  const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
  expect(source).toMatch(new RegExp(`^export const ${name} = `, 'm'))
})
