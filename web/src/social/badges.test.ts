import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { RULES } from '../../../subgraphs/athletes/src/domain/badges/rules.ts'

// The build compiles texts; so do these tests.
const { compiled } = vi.hoisted(() => ({
  compiled: async (name: string) => {
    const { compileTexts } = await import('../../build/plugins.mjs')
    return { default: compileTexts(readFileSync(new URL(`${name}.texts.ts`, import.meta.url), 'utf8'), name) }
  },
}))
vi.mock('./badge-names.texts.ts', () => compiled('badge-names'))
vi.mock('./badge-reasons.texts.ts', () => compiled('badge-reasons'))

const [{ badgeName }, { default: names }, { default: reasons }, { sayIn }] = await Promise.all([
  import('./badge-name.ts'),
  import('./badge-names.texts.ts'),
  import('./badge-reasons.texts.ts'),
  import('../texts/say.ts'),
])

it.each(RULES)(
  'the badge $key has words in each language, and in English those of the platform',
  ({ key, name, description }) => {
    const [inEnglish, inGerman] = [sayIn(reasons, 'en'), sayIn(reasons, 'de')]
    expect([badgeName(key, '', 'en'), inEnglish(key as keyof typeof reasons)]).toEqual([name, description])
    expect(badgeName(key, '', 'de')).not.toBe('')
    expect(inGerman(key as keyof typeof reasons)).toMatch(/^[A-ZÄÖÜ\d].+\.$/)
  },
)

it('there are words for badges alone, and for one of a challenge those of the platform', () => {
  const keys = RULES.map(({ key }) => key)
  expect([Object.keys(names), Object.keys(reasons)]).toEqual([keys, keys])
  expect(['challenge-chl_1', 'toString'].map((key) => badgeName(key, 'Fifty in a week', 'de'))).toEqual([
    'Fifty in a week',
    'Fifty in a week',
  ])
})
