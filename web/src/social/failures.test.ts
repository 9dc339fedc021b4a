import { readFileSync } from 'node:fs'
import { type EnumTypeDefinitionNode, parse } from 'graphql'
import { expect, it } from 'vitest'
import { compileTexts } from '../../build/plugins.mjs'
import type { Language } from '../texts/catalogue.ts'
import { formatMessage } from '../texts/format.ts'
import { failureIn } from './failures.ts'

const compiled = compileTexts(readFileSync(new URL('failures.texts.ts', import.meta.url), 'utf8'), 'failures')
const said = (code: string, language: Language) =>
  failureIn(code, ((key: string) => formatMessage(compiled[key]?.[language] ?? key, {}, language)) as unknown as Parameters<
    typeof failureIn
  >[1])

const schema = parse(readFileSync(new URL('../../../schema/common.graphql', import.meta.url), 'utf8'))
const isOfFailures = (each: (typeof schema.definitions)[number]): each is EnumTypeDefinitionNode =>
  each.kind === 'EnumTypeDefinition' && each.name.value === 'UploadFailureCode'
const codes = schema.definitions.filter(isOfFailures).flatMap(({ values }) => values?.map(({ name }) => name.value) ?? [])

it.each(codes)('why a file failed with %s is said in each language', (code) => {
  const [en, de] = [said(code, 'en'), said(code, 'de')]
  expect(en).toMatch(/^\p{Lu}[^{}]*[a-z][^{}]*\.$/u)
  expect(de).toMatch(/^\p{Lu}[^{}]*[a-z][^{}]*\.$/u)
  expect(de).not.toBe(en)
})

it('there are words for the codes of the platform alone, and none for one that is new to the app', () => {
  expect(Object.keys(compiled)).toEqual(codes)
  expect(said('NEWER_THAN_THIS', 'de')).toBeNull()
})
