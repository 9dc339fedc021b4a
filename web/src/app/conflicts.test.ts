import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CONFLICT_REASONS } from '../../../libs/graph/src/conflicts.ts'
import { compileTexts } from '../../build/plugins.mjs'
import type { Language } from '../texts/catalogue.ts'
import { formatMessage } from '../texts/format.ts'
import { conflictOf } from './conflicts.ts'

const compiled = compileTexts(readFileSync(new URL('conflicts.texts.ts', import.meta.url), 'utf8'), 'conflicts')
const sayIn = (language: Language) =>
  ((key: string, values = {}) => formatMessage(compiled[key]?.[language] ?? key, values, language)) as unknown as Parameters<
    typeof conflictOf
  >[1]
const said = (reason: string, language: Language) =>
  conflictOf({ message: 'In English', extensions: { code: 'CONFLICT', reason, max: 7 } }, sayIn(language))

it.each(CONFLICT_REASONS)('what %s means is said in each language', (reason) => {
  const [en, de] = [said(reason, 'en'), said(reason, 'de')]
  expect(en).toMatch(/^\p{Lu}[^{}]+\.$/u)
  expect(de).toMatch(/^\p{Lu}[^{}]+\.$/u)
  expect(de).not.toBe(en)
})

it('there are words for the reasons of the platform alone, and none for one that is new to the app', () => {
  expect(Object.keys(compiled)).toEqual([...CONFLICT_REASONS])
  expect([said('NEWER_THAN_THIS', 'de'), conflictOf(undefined, sayIn('de'))]).toEqual([null, null])
  expect(said('TOO_FEW_PLACES', 'de')).toBe('Für dich und deine Gäste sind 7 Plätze frei.')
})
