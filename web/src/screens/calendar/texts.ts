import { texts } from '../../texts/catalogue.ts'

export default texts({
  review: { en: 'The year {year} in review', de: 'Das Jahr {year} im Rückblick' },
  enter: { en: 'Enter an activity', de: 'Aktivität eintragen' },
  before: { en: 'The month before', de: 'Der Monat davor' },
  after: { en: 'The month after', de: 'Der Monat danach' },
  activities: { en: 'Activities', de: 'Aktivitäten' },
  time: { en: 'Time', de: 'Zeit' },
  distance: { en: 'Distance', de: 'Strecke' },
  climb: { en: 'Climb', de: 'Höhenmeter' },
  ofSport: { en: '{sport}: {count, number}, {time}', de: '{sport}: {count, number}, {time}' },
  week: { en: 'Hours', de: 'Std.' },
  nothing: { en: 'Nothing in these weeks.', de: 'Nichts in diesen Wochen.' },
  notAll: { en: 'These are the newest hundred of these weeks.', de: 'Das sind die neuesten hundert dieser Wochen.' },
  away: { en: 'This is not there right now.', de: 'Das ist gerade nicht da.' },
  yearSum: {
    en: '{count, plural, one {# activity} other {# activities}} on {days, plural, one {# day} other {# days}}: {time}, {distance}',
    de: '{count, plural, one {# Aktivität} other {# Aktivitäten}} an {days, plural, one {# Tag} other {# Tagen}}: {time}, {distance}',
  },
})
