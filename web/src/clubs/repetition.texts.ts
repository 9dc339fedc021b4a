import { texts } from '../texts/catalogue.ts'

export default texts({
  saysDaily: { en: 'each day', de: 'jeden Tag' },
  saysWeekly: { en: 'each {days}', de: 'jede Woche: {days}' },
  saysBiweekly: { en: 'every second {days}', de: 'alle zwei Wochen: {days}' },
  saysMonthlyDay: { en: 'each month on day {day}', de: 'jeden Monat am {day}.' },
  saysMonthlyWeekday: {
    en: '{nth, plural, =-1 {last {day} of the month} =1 {first {day} of the month} =2 {second {day} of the month} =3 {third {day} of the month} other {fourth {day} of the month}}',
    de: '{nth, plural, =-1 {letzter {day} im Monat} =1 {erster {day} im Monat} =2 {zweiter {day} im Monat} =3 {dritter {day} im Monat} other {vierter {day} im Monat}}',
  },
  saysOwn: { en: 'on its own dates', de: 'an eigenen Tagen' },
  repeats: { en: 'Repeats', de: 'Wiederholung' },
  NEVER: { en: 'Once', de: 'Einmal' },
  DAILY: { en: 'Each day', de: 'Jeden Tag' },
  WEEKLY: { en: 'Each week', de: 'Jede Woche' },
  BIWEEKLY: { en: 'Every second week', de: 'Alle zwei Wochen' },
  MONTHLY_DAY: { en: 'Each month on day {day}', de: 'Jeden Monat am {day}.' },
  MONTHLY_WEEKDAY: {
    en: 'Each month, {nth, plural, =-1 {last {day}} =1 {first {day}} =2 {second {day}} =3 {third {day}} other {fourth {day}}}',
    de: 'Jeden Monat, {nth, plural, =-1 {letzter {day}} =1 {erster {day}} =2 {zweiter {day}} =3 {dritter {day}} other {vierter {day}}}',
  },
  OWN: { en: 'As it is: {rule}', de: 'Wie es ist: {rule}' },
  onDays: { en: 'On', de: 'Am' },
  until: { en: 'Until', de: 'Bis' },
  untilHint: { en: 'Empty: without end.', de: 'Leer: ohne Ende.' },
})
