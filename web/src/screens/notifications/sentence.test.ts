import { expect, it } from 'vitest'
import type { Say } from '../../texts/use-texts.ts'
import { sentenceOf, type Told } from './sentence.ts'
import type own from './sentences.texts.ts'

const t = ((key: string, values: Readonly<Record<string, unknown>>) => `${key} ${JSON.stringify(values)}`) as unknown as Say<
  typeof own
>

const told = (kind: string, more: Partial<Told> = {}): Told => ({
  kind,
  text: 'As the platform says it',
  actorCount: 1,
  actors: [{ displayName: 'Ana' }],
  activity: null,
  club: null,
  challenge: null,
  segment: null,
  badge: null,
  gear: null,
  ...more,
})

it('says who and what', () => {
  expect(sentenceOf(told('KUDOS', { activity: { name: 'Flat and windy' } }), t)).toBe(
    'KUDOS {"who":"Ana","what":"Flat and windy"}',
  )
  expect(sentenceOf(told('CHALLENGE_STARTED', { actors: [], challenge: { title: 'January' } }), t)).toBe(
    'CHALLENGE_STARTED {"who":"","what":"January"}',
  )
  const three = { actorCount: 3, actors: [{ displayName: 'Ana' }, { displayName: 'Ben' }, null] }
  expect(sentenceOf(told('FOLLOWED', three), t)).toContain('whoAndMore')
})

it('is the sentence of the platform where a name is not there, or the kind has words of its own', () => {
  for (const each of [told('KUDOS'), told('FOLLOWED', { actors: [null] }), told('CHALLENGE_ENDED'), told('SOMETHING_NEW')]) {
    expect(sentenceOf(each, t)).toBe('As the platform says it')
  }
})
