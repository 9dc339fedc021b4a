import { texts } from '../texts/catalogue.ts'

export default texts({
  wrongPassword: { en: 'The e-mail address or the password is wrong.', de: 'Die E-Mail-Adresse oder das Passwort stimmt nicht.' },
  tooOften: {
    en: 'That was too often. Wait a moment, then try again.',
    de: 'Das war zu oft. Warte kurz, dann versuch es noch einmal.',
  },
  failed: { en: 'That did not work. Try again.', de: 'Das hat nicht geklappt. Versuch es noch einmal.' },
  offline: {
    en: 'There is no connection. Try again when the network is back.',
    de: 'Es gibt keine Verbindung. Versuch es, wenn das Netz wieder da ist.',
  },
  signIn: { en: 'Sign in', de: 'Anmelden' },
  signInMore: { en: 'Good to see you again.', de: 'Schön, dass du wieder da bist.' },
  email: { en: 'E-mail address', de: 'E-Mail-Adresse' },
  password: { en: 'Password', de: 'Passwort' },
  passwordHint: { en: 'At least 10 characters.', de: 'Mindestens 10 Zeichen.' },
  noAccount: { en: 'No account yet?', de: 'Noch kein Konto?' },
  hasAccount: { en: 'An account already?', de: 'Schon ein Konto?' },
  join: { en: 'Join Gruppetto', de: 'Bei Gruppetto mitmachen' },
  joinMore: {
    en: 'Free, without a card. You decide who sees what.',
    de: 'Kostenlos, ohne Karte. Du entscheidest, wer was sieht.',
  },
  name: { en: 'Your name', de: 'Dein Name' },
  handle: { en: 'Handle', de: 'Kürzel' },
  handleHint: {
    en: 'Others find you by it: letters a to z, digits, _ and dots.',
    de: 'So findet man dich: Buchstaben a bis z, Ziffern, _ und Punkte.',
  },
  create: { en: 'Create account', de: 'Konto anlegen' },
  lookAround: { en: 'Look around as Ana', de: 'Als Ana umsehen' },
  lookAroundMore: {
    en: 'This is a demo world. One click, no account: Ana follows friends, has goals and months of training.',
    de: 'Das ist eine Demo-Welt. Ein Klick, kein Konto: Ana folgt Freunden, hat Ziele und Monate voller Training.',
  },
})
