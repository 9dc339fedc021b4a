import { readFileSync } from 'node:fs'
import { type EnumTypeDefinitionNode, parse } from 'graphql'
import { expect, it } from 'vitest'
import { compileTexts } from '../../../build/plugins.mjs'
import type { Language } from '../../texts/catalogue.ts'
import { formatMessage } from '../../texts/format.ts'
import { warningsIn } from './warnings.ts'

const compiled = compileTexts(readFileSync(new URL('warnings.texts.ts', import.meta.url), 'utf8'), 'warnings')
const sayIn = (language: Language) =>
  ((key: string, values = {}) => formatMessage(compiled[key]?.[language] ?? key, values, language)) as unknown as Parameters<
    typeof warningsIn
  >[1]
const said = (language: Language, code: string, values = {}) =>
  warningsIn(
    {
      warnings: ['In English'],
      warningFacts: [{ code, message: 'In English', count: null, max: null, part: null, parts: null, ...values }],
    } as unknown as Parameters<typeof warningsIn>[0],
    sayIn(language),
  )[0]

const schema = parse(readFileSync(new URL('../../../../schema/activities.graphql', import.meta.url), 'utf8'))
const isOfWarnings = (each: (typeof schema.definitions)[number]): each is EnumTypeDefinitionNode =>
  each.kind === 'EnumTypeDefinition' && each.name.value === 'UploadWarningCode'
const codes = schema.definitions.filter(isOfWarnings).flatMap(({ values }) => values?.map(({ name }) => name.value) ?? [])

it.each(codes)('what %s means is said in each language', (code) => {
  const values = { count: 17, max: 18, part: 19, parts: 20 }
  const [en, de] = [said('en', code, values), said('de', code, values)]
  expect(en).toMatch(/^[\p{Lu}\d][^{}]+\.$/u)
  expect(de).toMatch(/^[\p{Lu}\d][^{}]+\.$/u)
  expect([en, de]).not.toContain('In English')
  expect(de).not.toBe(en)
})

it('there are words for the codes of the platform alone', () => {
  expect(Object.keys(compiled)).toEqual(codes)
  expect(said('de', 'TOO_MANY_PARTS', { count: 1, max: 10_000 })).toBe(
    '1 Runde, Ereignis oder Ähnliches blieb weg: Es waren mehr als 10.000 von einer Art.',
  )
  expect(said('de', 'PART_IS_THERE', { part: 1, parts: 3 })).toBe('Teil 1 von 3 ist schon eine Aktivität und blieb weg.')
})

it('a warning that is older than its code, or newer than the app, is said in the words of the platform', () => {
  const older = { warnings: ['The clock was set.', 'Cut off.'], warningFacts: [] }
  expect(warningsIn(older, sayIn('de'))).toEqual(['The clock was set.', 'Cut off.'])
  expect(said('de', 'NEWER_THAN_THIS')).toBe('In English')
})
