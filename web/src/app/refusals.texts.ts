import { texts } from '../texts/catalogue.ts'

/** What the codes of the contract say to a person, where no field and no screen says it better. */
export default texts({
  OFFLINE: {
    en: 'There is no connection. Nothing was changed.',
    de: 'Es gibt keine Verbindung. Es ist nichts geändert.',
  },
  UNAUTHENTICATED: { en: 'You are not signed in any more.', de: 'Du bist nicht mehr angemeldet.' },
  FORBIDDEN: { en: 'You may not do that.', de: 'Das darfst du nicht.' },
  SUSPENDED: {
    en: 'Your account is suspended until {when}: nothing was changed.',
    de: 'Dein Konto ist bis {when} gesperrt: Es ist nichts geändert.',
  },
  NOT_FOUND: { en: 'That is not there any more.', de: 'Das ist nicht mehr da.' },
  CONFLICT: {
    en: 'That does not go together with what is there by now.',
    de: 'Das passt nicht zu dem, was inzwischen da ist.',
  },
  PREMIUM_REQUIRED: { en: 'That is part of Premium.', de: 'Das gehört zu Premium.' },
  RATE_LIMITED: {
    en: 'That was too often. Wait a moment, then try again.',
    de: 'Das war zu oft. Warte kurz, dann versuch es noch einmal.',
  },
  WAIT: {
    en: 'That was too often. Try again in {seconds, plural, one {# second} other {# seconds}}.',
    de: 'Das war zu oft. Versuch es in {seconds, plural, one {# Sekunde} other {# Sekunden}} noch einmal.',
  },
  SERVICE_UNAVAILABLE: {
    en: 'This part of Gruppetto is away right now. Try again in a moment.',
    de: 'Dieser Teil von Gruppetto ist gerade weg. Versuch es gleich noch einmal.',
  },
  INTERNAL_SERVER_ERROR: { en: 'That did not work. Try again.', de: 'Das hat nicht geklappt. Versuch es noch einmal.' },
})
