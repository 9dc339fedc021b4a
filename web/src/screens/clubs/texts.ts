import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Clubs', de: 'Vereine' },
  found: { en: 'Found a club', de: 'Verein gründen' },
  foundMore: { en: 'Found it', de: 'Gründen' },
  unverified: {
    en: 'Confirm your e-mail address first: the link is in the mail that we sent you.',
    de: 'Bestätige zuerst deine E-Mail-Adresse: Der Link steht in der Mail, die wir dir geschickt haben.',
  },
  invitations: { en: 'You are invited', de: 'Du bist eingeladen' },
  mine: { en: 'My clubs', de: 'Meine Vereine' },
  none: { en: 'You are in no club yet', de: 'Du bist noch in keinem Verein' },
  noneMore: { en: 'Find one below, or found your own.', de: 'Finde unten einen, oder gründe deinen eigenen.' },
  discover: { en: 'Find a club', de: 'Verein finden' },
  search: { en: 'Name of a club', de: 'Name eines Vereins' },
  sport: { en: 'Sport', de: 'Sportart' },
  near: { en: 'Near me', de: 'In meiner Nähe' },
  nothing: { en: 'No club like that', de: 'Kein solcher Verein' },
  nothingMore: {
    en: 'Try the beginning of another word, or all sports.',
    de: 'Versuch den Anfang eines anderen Worts, oder alle Sportarten.',
  },
})
