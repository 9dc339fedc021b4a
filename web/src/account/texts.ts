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
  passwordHint: { en: 'At least 8 characters.', de: 'Mindestens 8 Zeichen.' },
  deleted: {
    en: 'This account is deleted, and everything of it is erased on {day}. Until then it can be brought back.',
    de: 'Dieses Konto ist gelöscht, und am {day} wird alles davon gelöscht. Bis dahin lässt es sich zurückholen.',
  },
  restore: { en: 'Bring it back and sign in', de: 'Zurückholen und anmelden' },
  forgot: { en: 'Forgot the password?', de: 'Passwort vergessen?' },
  forgotMore: {
    en: 'We send you a link with which you choose another one. It works for 30 minutes.',
    de: 'Wir senden dir einen Link, mit dem du ein anderes wählst. Er gilt 30 Minuten.',
  },
  sendLink: { en: 'Send the link', de: 'Link senden' },
  linkSent: {
    en: 'If {email} has an account, a mail is on its way.',
    de: 'Wenn {email} ein Konto hat, ist eine Mail unterwegs.',
  },
  backToSignIn: { en: 'Back to the sign-in', de: 'Zurück zur Anmeldung' },
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
  demoComing: {
    en: 'A demo world is being made here. It takes some minutes: then you can look around in it with one click.',
    de: 'Hier entsteht gerade eine Demo-Welt. Das dauert ein paar Minuten: dann kannst du dich mit einem Klick darin umsehen.',
  },
  lookAroundMore: {
    en: 'This is a demo world. One click, no account: Ana follows friends, has goals and months of training.',
    de: 'Das ist eine Demo-Welt. Ein Klick, kein Konto: Ana folgt Freunden, hat Ziele und Monate voller Training.',
  },
})
