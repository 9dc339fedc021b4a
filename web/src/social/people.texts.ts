import { texts } from '../texts/catalogue.ts'

/** What lists of people say. */
export default texts({
  gone: { en: 'Nobody goes by that name', de: 'So heißt hier niemand' },
  goneMore: {
    en: 'The address is wrong, or the account is not there any more.',
    de: 'Die Adresse stimmt nicht, oder das Konto gibt es nicht mehr.',
  },
  followersOf: { en: 'Who follows {name}', de: 'Wer {name} folgt' },
  followingOf: { en: 'Whom {name} follows', de: 'Wem {name} folgt' },
  nobodyFollows: { en: 'Nobody follows {name} yet', de: 'Noch folgt niemand {name}' },
  followsNobody: { en: '{name} follows nobody yet', de: '{name} folgt noch niemandem' },
  hidden: { en: 'This list is not for you to see', de: 'Diese Liste ist nicht für dich sichtbar' },
  hiddenMore: { en: 'The athlete shows it to followers only, or to nobody.', de: 'Sie ist nur für Follower oder für niemanden.' },
  remove: { en: 'Remove', de: 'Entfernen' },
  removeWho: { en: 'Remove {name}', de: 'Entfernen: {name}' },
  removed: { en: '{name} no longer follows you.', de: '{name} folgt dir nicht mehr.' },
  notKept: { en: 'That was not kept.', de: 'Das ist nicht gespeichert.' },
  more: { en: 'Show more', de: 'Mehr zeigen' },
})
