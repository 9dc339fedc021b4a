import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compileTexts } from '../../build/plugins.mjs'
import { sayField } from '../app/field-words.ts'
import type { Language } from '../texts/catalogue.ts'
import { formatMessage } from '../texts/format.ts'
import { measuresOf } from '../texts/measures.ts'
import { OfflineError } from './session.ts'
import { type ErrorWords, errorsOf, hasCode, noting, sentenceOf, sentenceOfError, wrongOf } from './wrong.ts'

const compiled = compileTexts(readFileSync(new URL('../app/fields.texts.ts', import.meta.url), 'utf8'), 'fields')
const sayIn = (language: Language) =>
  ((key: string, values = {}) => {
    if (compiled[key]?.[language] === undefined) throw new Error(`${key} has no words`)
    return formatMessage(compiled[key][language], values, language)
  }) as unknown as Parameters<typeof sayField>[1]
const t = sayIn('de')
const measures = measuresOf({ language: 'de', locale: 'de', units: 'METRIC', timeZone: 'Europe/Zurich' })
const words = {
  code: (code: string) => (code === 'OFFLINE' ? 'There is no connection.' : null),
  field: (field: Parameters<typeof sayField>[0]) => sayField(field, t, measures),
}

it('what is wrong with fields stands beside them, in the language of who reads it', () => {
  const fields = [
    { path: 'input.handle', message: 'is reserved', rule: 'RESERVED' },
    { path: 'password', message: 'is odd', rule: 'INVALID' },
    { path: 'input.photoIds.1', message: 'there is no such photo of yours', rule: 'UNUSABLE' },
  ]
  expect(wrongOf([{ message: 'no', extensions: { code: 'BAD_USER_INPUT', fields } }], words)).toEqual({
    all: null,
    fields: {
      handle: 'Das ist reserviert.',
      password: 'Das geht so nicht.',
      photoIds: 'Eines der Fotos lässt sich nicht mehr verwenden. Nimm es heraus und sende es noch einmal.',
    },
  })
})

it('all else is said in the words of its code, or in the words of the platform', () => {
  expect(wrongOf([{ message: 'Taken.', extensions: { code: 'CONFLICT' } }], words).all).toBe('Taken.')
  expect(wrongOf(errorsOf(new OfflineError('no network')), words).all).toBe('There is no connection.')
  const refused = Object.assign(new Error('refused'), { source: { errors: [{ message: 'Taken.' }] } })
  expect(wrongOf(errorsOf(refused), words).all).toBe('Taken.')
  expect(sentenceOfError(undefined, words)).toBe('')
})

const RULES = readFileSync(new URL('../../../libs/graph/src/field-rules.ts', import.meta.url), 'utf8')
const rules = [...(/FieldRule =([\s\S]*?)\n\n/.exec(RULES)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, rule]) => rule ?? '')

it.each(rules)('the rule %s is said in German', (rule) => {
  const said = sayField(
    { path: 'input.x', message: 'in English', rule, min: 2, max: 3, from: '2026-11-30T12:00:00Z' },
    t,
    measures,
  )
  expect(said).toMatch(/^[A-ZÄÖÜ].+\.$/)
  expect(said).not.toMatch(/in English|undefined/)
})

it.each([
  [{ path: 'input.name', rule: 'TOO_LONG', max: 60 }, 'Höchstens 60 Zeichen.'],
  [{ path: 'input.radiusMeters', rule: 'OUT_OF_RANGE', min: 50, max: 2_000 }, 'Von 50\u00a0m bis 2,0\u00a0km.'],
  [{ path: 'input.elapsedSeconds', rule: 'TOO_LARGE', max: 864_000 }, 'Höchstens 240\u00a0h.'],
  [{ path: 'input.birthYear', rule: 'OUT_OF_RANGE', min: 1906, max: 2021 }, 'Von 1906 bis 2021.'],
  [{ path: 'input.maxHeartRateBpm', rule: 'TOO_SMALL', above: 171 }, 'Mehr als 171.'],
  [{ path: 'input.target', rule: 'TOO_LARGE', max: 1e9 }, 'Das ist zu viel.'],
  [
    { path: 'input.handle', rule: 'TOO_OFTEN', from: '2026-12-24T12:00:00Z' },
    'Zuletzt zu oft geändert. Wieder möglich am 24.12.2026.',
  ],
  [{ path: 'input.email', rule: 'WRONG_FORMAT', format: 'EmailAddress' }, 'Das ist keine E-Mail-Adresse.'],
  [{ path: 'input.email', rule: 'WRONG_FORMAT', format: 'toString' }, 'Das sieht nicht richtig aus.'],
  [{ path: 'input.gearId', rule: 'UNUSABLE' }, 'Das ist nicht mehr in Gebrauch oder nicht deins.'],
  [
    { path: 'input.rules.membersOnly', rule: 'INVALID' },
    'Der Verein ist nicht für alle offen, also können nur Mitglieder teilnehmen.',
  ],
  [{ path: 'currency', rule: 'INVALID' }, 'Diese Währung lässt sich hier nicht verwenden.'],
  [{ path: 'input.sku', rule: 'INVALID' }, 'Ein anderes Produkt hat diese Nummer.'],
  [{ path: 'crop.toSeconds', rule: 'INVALID' }, 'Dieser Teil ist zu kurz oder reicht über das Ende hinaus.'],
  [{ path: 'input.toString', rule: 'UNUSABLE' }, 'Das lässt sich hier nicht verwenden.'],
  [{ path: 'input.code', rule: 'NEWER_THAN_THIS' }, 'Das geht so nicht.'],
  [{ path: 'input.x' }, 'Das geht so nicht.'],
])('%j', (field, said) => expect(sayField({ ...field, message: 'in English' }, t, measures)).toBe(said))

it('in English the platform says what there are no words for', () => {
  const said = (path: string) => sayField({ path, message: 'is not sold', rule: 'INVALID' }, sayIn('en'), measures)
  expect([said('occurrence'), said('input.recurrence')]).toEqual(['is not sold', 'An event can’t repeat like this.'])
})

it('how long to wait is in the words', () => {
  const wait: ErrorWords = { ...words, code: (_code, error) => `${error?.extensions?.retryAfterSeconds} s` }
  const errors = [{ message: 'Too many.', extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 17 } }]
  expect(wrongOf(errors, wait).all).toBe('17 s')
})

it('one sentence says what went wrong, also where it is about a field', () => {
  expect(sentenceOf({ all: 'Taken.', fields: {} })).toBe('Taken.')
  expect(sentenceOf({ all: null, fields: { reason: 'is too long' } })).toBe('is too long')
  expect(sentenceOf({ all: null, fields: {} })).toBeNull()
})

it('what a form does not show of its fields is told', () => {
  const { wrong, unread } = noting({
    all: null,
    fields: { title: 'Das wird gebraucht.', 'rules.membersOnly': 'Das geht so nicht.' },
  })
  expect(unread()).toEqual(['Das wird gebraucht.', 'Das geht so nicht.'])
  expect(wrong.fields.title).toBe('Das wird gebraucht.')
  expect(wrong.fields.target).toBeUndefined()
  expect(unread()).toEqual(['Das geht so nicht.'])
  expect(sentenceOf(wrong)).toBe('Das wird gebraucht.')
  expect(unread()).toEqual([])
})

it('what was thrown has a code, also that of no network', () => {
  const thrown = Object.assign(new Error('refused'), {
    source: { errors: [{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }] },
  })
  expect([hasCode(thrown, 'BAD_USER_INPUT'), hasCode(thrown, 'OFFLINE')]).toEqual([true, false])
  expect(hasCode(new OfflineError('no network'), 'OFFLINE')).toBe(true)
})
