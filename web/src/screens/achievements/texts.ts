import { texts } from '../../texts/catalogue.ts'

export default texts({
  gone: { en: 'Nobody goes by that name', de: 'So heißt hier niemand' },
  goneMore: {
    en: 'The address is wrong, or the account is not there any more.',
    de: 'Die Adresse stimmt nicht, oder das Konto gibt es nicht mehr.',
  },
  title: { en: 'What {name} has reached', de: 'Was {name} erreicht hat' },
  days: { en: 'Days in a row', de: 'Tage in Folge' },
  longestDays: { en: 'Longest', de: 'Längste' },
  weeks: { en: 'Weeks in a row', de: 'Wochen in Folge' },
  longestWeeks: { en: 'Longest in weeks', de: 'Längste in Wochen' },
  dayCount: { en: '{count, plural, one {# day} other {# days}}', de: '{count, plural, one {# Tag} other {# Tage}}' },
  weekCount: { en: '{count, plural, one {# week} other {# weeks}}', de: '{count, plural, one {# Woche} other {# Wochen}}' },
})
