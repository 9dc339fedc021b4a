import { texts } from '../../texts/catalogue.ts'

export default texts({
  gone: { en: 'Nobody goes by that name', de: 'So heißt hier niemand' },
  goneMore: {
    en: 'The address is wrong, or the account is not there any more.',
    de: 'Die Adresse stimmt nicht, oder das Konto gibt es nicht mehr.',
  },
  followers: {
    en: '{count, plural, one {# follower} other {# followers}}',
    de: '{count, plural, one {# Follower} other {# Follower}}',
  },
  following: { en: 'follows {count, number}', de: 'folgt {count, number}' },
  follows: { en: 'Follows', de: 'Folgen' },
  more: { en: 'More about {name}', de: 'Mehr zu {name}' },
  achievements: { en: 'Badges and records', de: 'Abzeichen und Rekorde' },
  review: { en: 'The year in review', de: 'Das Jahr im Rückblick' },
  mute: { en: 'Mute', de: 'Stummschalten' },
  muteMore: {
    en: 'What {name} does does not come to you any more. {name} does not know.',
    de: 'Was {name} tut, kommt nicht mehr zu dir. {name} weiß es nicht.',
  },
  muteWeek: { en: 'For a week', de: 'Für eine Woche' },
  muteEver: { en: 'Without an end', de: 'Ohne Ende' },
  muted: { en: '{name} is muted.', de: '{name} ist stumm.' },
  unmute: { en: 'Hear {name} again', de: '{name} wieder hören' },
  unmuted: { en: 'You hear {name} again.', de: 'Du hörst {name} wieder.' },
  block: { en: 'Block', de: 'Blockieren' },
  blockMore: {
    en: 'You and {name} see nothing of each other any more, and follow each other no longer.',
    de: '{name} und du seht nichts mehr voneinander und folgt einander nicht mehr.',
  },
  blocked: { en: '{name} is blocked.', de: '{name} ist blockiert.' },
  notDone: { en: 'That did not work.', de: 'Das hat nicht geklappt.' },
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
  showMore: { en: 'Show more', de: 'Mehr zeigen' },
})
