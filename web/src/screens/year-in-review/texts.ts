import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: '{name} in {year}', de: '{name} im Jahr {year}' },
  gone: { en: 'There is no such year', de: 'So ein Jahr gibt es nicht' },
  goneMore: {
    en: 'The address is wrong, or the account is not there any more.',
    de: 'Die Adresse stimmt nicht, oder das Konto gibt es nicht mehr.',
  },
  hidden: { en: 'This year is not for you to see', de: 'Dieses Jahr ist nicht für dich sichtbar' },
  nothing: { en: 'Nothing was recorded in this year', de: 'In diesem Jahr ist nichts aufgezeichnet' },
  years: { en: 'Other years', de: 'Andere Jahre' },
  sum: { en: 'In all', de: 'Insgesamt' },
  activities: { en: 'Activities', de: 'Aktivitäten' },
  days: { en: 'Active days', de: 'Aktive Tage' },
  time: { en: 'Time', de: 'Zeit' },
  distance: { en: 'Distance', de: 'Strecke' },
  climb: { en: 'Climb', de: 'Höhenmeter' },
  compare: { en: '{times} times up Mount Everest, from the sea.', de: '{times}-mal auf den Mount Everest, vom Meer aus.' },
  newCells: {
    en: '{count, plural, one {# place} other {# places}} for the first time.',
    de: '{count, plural, one {# Ort} other {# Orte}} zum ersten Mal.',
  },
  months: { en: 'Month by month', de: 'Monat für Monat' },
  rest: { en: 'Others', de: 'Andere' },
  longest: { en: 'The longest', de: 'Die längste' },
  highest: { en: 'The most climbing', de: 'Die meisten Höhenmeter' },
  mostKudos: { en: 'The most kudos', de: 'Die meisten Kudos' },
  kudos: { en: '{count, number} kudos', de: '{count, number} Kudos' },
  sports: { en: 'Sports', de: 'Sportarten' },
  count: { en: '{count, number}×', de: '{count, number}×' },
  firsts: { en: 'For the first time', de: 'Zum ersten Mal' },
})
