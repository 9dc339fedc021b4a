import { readFileSync } from 'node:fs'
import { type EnumTypeDefinitionNode, parse } from 'graphql'
import { expect, it } from 'vitest'
import { compileTexts } from '../../../build/plugins.mjs'
import { sayField } from '../../app/field-words.ts'
import type { Language } from '../../texts/catalogue.ts'
import { formatMessage } from '../../texts/format.ts'
import { measuresOf } from '../../texts/measures.ts'
import { type RefusedLine, sayRefusal } from './refusals.ts'

const compiledIn = (path: string) => compileTexts(readFileSync(new URL(path, import.meta.url), 'utf8'), path)
const sayIn =
  (compiled: ReturnType<typeof compileTexts>, language: Language) =>
  (key: string, values: object = {}) =>
    formatMessage(compiled[key]?.[language] ?? key, values as Record<string, string | number>, language)
const [own, fields] = [compiledIn('refusals.texts.ts'), compiledIn('../../app/fields.texts.ts')]
const nothing = { column: null, rule: null, min: null, max: null, format: null }
const said = (language: Language, refusal: object) =>
  sayRefusal(
    { line: 7, sku: 'A', reason: 'title: in English', currency: null, otherLine: null, ...nothing, ...refusal } as RefusedLine,
    sayIn(own, language) as unknown as Parameters<typeof sayRefusal>[1],
    (field) =>
      sayField(
        field,
        sayIn(fields, language) as unknown as Parameters<typeof sayField>[1],
        measuresOf({ language, locale: language, units: 'METRIC', timeZone: 'Europe/Zurich' }),
      ),
  )

const schema = parse(readFileSync(new URL('../../../../schema/commerce.graphql', import.meta.url), 'utf8'))
const isOfLines = (each: (typeof schema.definitions)[number]): each is EnumTypeDefinitionNode =>
  each.kind === 'EnumTypeDefinition' && each.name.value === 'RefusedLineCode'
const codes = schema.definitions.filter(isOfLines).flatMap(({ values }) => values?.map(({ name }) => name.value) ?? [])

it.each(codes)('what %s means is said in each language', (code) => {
  const facts = { column: 'title', rule: 'TOO_LONG', max: 120, currency: 'JPY', otherLine: 3, fields: 9, columns: 8 }
  const [en, de] = [said('en', { code, ...facts }), said('de', { code, ...facts })]
  for (const text of [en, de]) expect(text).toMatch(/^[^{}]+\.$/u)
  expect(de).not.toBe(en)
  expect(en).not.toContain('in English')
})

it('says the rule of a field in the words of forms, and leaves the rest to the sentence of the platform', () => {
  expect(said('de', { code: 'WRONG_FIELD', column: 'link', rule: 'WRONG_FORMAT', format: 'URL' })).toBe(
    'link: Das ist keine Webadresse.',
  )
  expect(said('de', { code: 'WRONG_FIELD', column: 'title', rule: 'TOO_LONG', max: 120 })).toBe('title: Höchstens 120 Zeichen.')
  expect(said('en', { code: 'WRONG_FIELD', column: 'title', rule: 'INVALID' })).toBe('title: in English')
  expect(said('de', { code: 'TOO_MANY_DECIMALS', currency: 'JPY', max: 0 })).toBe('price: JPY hat keine Nachkommastellen.')
  expect(said('de', { code: 'NEWER_THAN_THIS' })).toBe('title: in English')
})
