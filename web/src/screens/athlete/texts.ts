import { texts } from '../../texts/catalogue.ts'

export default texts({
  gone: { en: 'Nobody goes by that name', de: 'So heißt hier niemand' },
  goneMore: {
    en: 'The address is wrong, or the account is not there any more.',
    de: 'Die Adresse stimmt nicht, oder das Konto gibt es nicht mehr.',
  },
  followers: { en: 'Followers', de: 'Follower' },
  following: { en: 'Following', de: 'Folgt' },
  thisYear: { en: 'This year', de: 'Dieses Jahr' },
  count: {
    en: '{count, plural, one {# activity} other {# activities}}',
    de: '{count, plural, one {# Aktivität} other {# Aktivitäten}}',
  },
  distance: { en: 'Distance', de: 'Strecke' },
  time: { en: 'Time', de: 'Zeit' },
  badges: { en: '{count, plural, one {# badge} other {# badges}}', de: '{count, plural, one {# Abzeichen} other {# Abzeichen}}' },
  activities: { en: 'Activities', de: 'Aktivitäten' },
  none: { en: 'No activities yet', de: 'Noch keine Aktivitäten' },
  hidden: { en: '{name} shows activities to followers only', de: '{name} zeigt Aktivitäten nur Followern' },
  hiddenMore: { en: 'Follow to see them, once it is accepted.', de: 'Folge, um sie zu sehen, sobald es angenommen ist.' },
  more: { en: 'Show more', de: 'Mehr zeigen' },
  SELF: { en: 'You', de: 'Du' },
  NOT_FOLLOWING: { en: 'Follow', de: 'Folgen' },
  REQUESTED: { en: 'Requested', de: 'Angefragt' },
  FOLLOWING: { en: 'Following', de: 'Du folgst' },
  followFailed: { en: 'That did not arrive and was taken back.', de: 'Das kam nicht an und ist zurückgenommen.' },
})
