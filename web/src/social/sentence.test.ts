import { readFileSync } from 'node:fs'
import { type EnumTypeDefinitionNode, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { compileTexts } from '../../build/plugins.mjs'
import type { Language } from '../texts/catalogue.ts'
import { type Compiled, formatMessage, type Values } from '../texts/format.ts'
import { measuresOf } from '../texts/measures.ts'
import { sentenceOf, type Told, type Words } from './sentence.ts'

const says = (name: string, language: Language) => {
  const file = new URL(`${name}.texts.ts`, import.meta.url)
  const compiled: Readonly<Record<string, Readonly<Record<Language, Compiled>>>> = compileTexts(readFileSync(file, 'utf8'), name)
  return (key: string, values: Values = {}): string => {
    const message = compiled[key]?.[language]
    if (message === undefined) throw new Error(`${key} has no words in ${language}`)
    return formatMessage(message, values, language)
  }
}
const wordsIn = (language: Language) =>
  ({
    t: says('sentence', language),
    failures: says('failures', language),
    measures: measuresOf({ language, locale: language === 'en' ? 'en-GB' : 'de', units: 'METRIC', timeZone: 'Europe/Zurich' }),
  }) as unknown as Words
const [en, de] = [wordsIn('en'), wordsIn('de')]

const told = (kind: string, more: Partial<Told> = {}): Told => ({
  kind,
  text: 'As the platform says it',
  actors: ['Ana'],
  actorCount: 1,
  subjects: new Set(),
  names: {},
  facts: {},
  ...more,
})
const NAMES = {
  activity: 'Flat and windy',
  club: 'Early Birds',
  event: 'Autumn ride',
  challenge: 'January 500',
  segment: 'Loop road',
  badge: 'First 100',
  gear: 'Pegasus',
}
const at = { startsAt: '2026-10-24T05:00:00Z', formerStartsAt: '2026-10-23T05:00:00Z' }

const kinds = parse(readFileSync(new URL('../../../schema/social.graphql', import.meta.url), 'utf8'))
  .definitions.find(
    (each): each is EnumTypeDefinitionNode => each.kind === 'EnumTypeDefinition' && each.name.value === 'NotificationKind',
  )
  ?.values?.map(({ name }) => name.value)

describe('a notification', () => {
  it.each(kinds ?? [])('%s has words in each language, with names and without', (kind) => {
    const some = { names: NAMES, subjects: new Set(['activity']), facts: { ...at, fileName: 'ride.fit' } }
    for (const each of [told(kind, some), told(kind), told(kind, { actors: [], actorCount: 0 })]) {
      const [english, german] = [sentenceOf(each, en), sentenceOf(each, de)]
      expect(english).not.toBe(each.text)
      expect(german).not.toBe(english)
      for (const said of [english, german]) {
        expect(said).toMatch(/\S \S/)
        expect(said).not.toMatch(/undefined|null|unnamed|NaN| {2}/)
      }
    }
  })

  it.each([
    ['KUDOS', { actors: ['Ana', 'Ben'], actorCount: 2, names: NAMES }, 'Kudos von Ana und Ben für „Flat and windy“'],
    [
      'KUDOS',
      { actors: ['Ana', 'Ben'], actorCount: 4, subjects: new Set(['post']) },
      'Kudos von Ana und 3 mehr für deinen Beitrag',
    ],
    ['COMMENT', { facts: { isReply: true } }, 'Antwort von Ana auf deinen Kommentar zu einer Aktivität'],
    [
      'MENTION',
      { subjects: new Set(['comment', 'activity']), names: NAMES },
      'Erwähnt von Ana in einem Kommentar zu „Flat and windy“',
    ],
    ['CHEER', { facts: { message: 'Hopp!' } }, 'Ana feuert dich an: „Hopp!“'],
    [
      'CHEER',
      { actorCount: 2, actors: ['Ana', 'Ben'], subjects: new Set(['event']), names: NAMES },
      'Ana und Ben feuern dich an bei „Autumn ride“',
    ],
    ['UPLOAD_DONE', { facts: { fileName: 'ride.fit', imported: 1 } }, 'ride.fit ist fertig'],
    ['UPLOAD_DONE', { facts: { fileName: 'ride.fit', imported: 48 } }, '48 ältere Aufzeichnungen sind fertig'],
    [
      'UPLOAD_FAILED',
      { facts: { fileName: 'cat.jpg', failure: 'UNSUPPORTED_FORMAT' } },
      'cat.jpg ließ sich nicht verwenden: Diese Art von Datei geht nicht.',
    ],
    ['UPLOAD_FAILED', { facts: { fileName: 'cat.jpg', failure: 'A_NEW_CODE' } }, 'cat.jpg ließ sich nicht verwenden'],
    [
      'IMPORT_DONE',
      { facts: { fileName: 'strava.zip', imported: 812, duplicates: 1, failed: 0 } },
      'strava.zip: 812 Aufzeichnungen übernommen, eine war schon da',
    ],
    ['CHALLENGE_ENDED', { names: NAMES, facts: { rank: 3, participants: 1200 } }, 'Platz 3 von 1.200 in „January 500“'],
    ['BADGE_AWARDED', { names: NAMES, facts: { otherBadges: 2 } }, 'Du hast dir „First 100“ und 2 weitere Abzeichen verdient'],
    [
      'STREAK_AT_RISK',
      { facts: { streakWeeks: 7 } },
      'Deine Serie von 7 Wochen endet heute Nacht: Beweg dich ein wenig, oder friere den Tag ein',
    ],
    [
      'CLUB_ROLE_CHANGED',
      { names: NAMES, facts: { role: 'MODERATOR' } },
      'Du hast in Early Birds eine andere Rolle: Du moderierst',
    ],
    [
      'EVENT_CHANGED',
      { names: NAMES, facts: { ...at, change: 'TIME', place: 'Café', hasNewRoute: true, otherDates: 2 } },
      '„Autumn ride“ ist jetzt am 24.10.2026, 07:00, nicht 23.10.2026, 07:00, Café, auf einer neuen Strecke (und 2 weitere Termine)',
    ],
    [
      'EVENT_CHANGED',
      { names: NAMES, facts: { ...at, change: 'CANCELLED', cancelReason: 'Eis' } },
      '„Autumn ride“ am 23.10.2026, 07:00 ist abgesagt: Eis',
    ],
    [
      'EVENT_CHANGED',
      { facts: { ...at, change: 'CANCELLED', eventTitle: 'Autumn ride' } },
      '„Autumn ride“ am 23.10.2026, 07:00 ist abgesagt',
    ],
    ['EVENT_CHANGED', { facts: { change: 'CANCELLED', cancelReason: 'Eis' } }, 'Ein Termin eines Vereins hat sich geändert'],
    ['EVENT_REMINDER', { names: NAMES, facts: { ...at, place: 'Bahnhof' } }, '„Autumn ride“ beginnt: 24.10.2026, 07:00, Bahnhof'],
    [
      'MODERATION',
      { facts: { decision: 'REMOVED', moderated: 'POST', isByClub: true, reasons: ['SPAM'], note: 'Keine Werbung' } },
      'Dein Beitrag wurde von der Moderation deines Vereins entfernt: Du kannst Einspruch erheben (Werbung): „Keine Werbung“',
    ],
    ['MODERATION', { facts: { decision: 'RESTORED', moderated: 'ACCOUNT' } }, 'Deine Sperre ist aufgehoben'],
    [
      'DIGEST',
      { facts: { activities: 3, comparison: 'LONGER', goals: 2, goalsReached: 1, friendsOut: 0, eventsToCome: 1 } },
      'Deine Woche: 3-mal unterwegs, länger als sonst; 1 von 2 Zielen erreicht; ein Termin steht an',
    ],
  ] as readonly (readonly [string, Partial<Told>, string])[])('%s says what happened', (kind, more, said) => {
    expect(sentenceOf(told(kind, more), de)).toBe(said)
  })

  it('of a kind that the app does not know is told as the platform tells it', () => {
    for (const kind of ['SOMETHING_NEW', 'toString']) expect(sentenceOf(told(kind), de)).toBe('As the platform says it')
  })
})
