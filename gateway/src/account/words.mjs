/** What the pages say, in the language that was chosen in the app on this device, else in that of the device. */
const WORDS = {
  en: {
    verifyTitle: 'Verify your e-mail address',
    verify: 'Verify this address',
    verified: 'Your e-mail address is verified.',
    resetTitle: 'Reset your password',
    email: 'Your e-mail address',
    send: 'Send me a link',
    sent: 'If the address has an account, a link is on its way there.',
    password: 'A new password of at least 8 characters',
    set: 'Set the password',
    isSet: 'Your password is set, and every device is signed out. Sign in with the new one.',
    moment: 'One moment …',
    away: 'The server does not answer: try again later.',
    often: 'That was too often. Wait a moment, then try again.',
    failed: 'That did not work: try again later.',
    expired: 'This link was used already, or it is too old. Ask for another one.',
    toApp: 'To Gruppetto',
  },
  de: {
    verifyTitle: 'Bestätige deine E-Mail-Adresse',
    verify: 'Diese Adresse bestätigen',
    verified: 'Deine E-Mail-Adresse ist bestätigt.',
    resetTitle: 'Setz dein Passwort neu',
    email: 'Deine E-Mail-Adresse',
    send: 'Schick mir einen Link',
    sent: 'Wenn es zu der Adresse ein Konto gibt, ist ein Link dorthin unterwegs.',
    password: 'Ein neues Passwort mit mindestens 8 Zeichen',
    set: 'Passwort setzen',
    isSet: 'Dein Passwort ist gesetzt, und alle Geräte sind abgemeldet. Melde dich mit dem neuen an.',
    moment: 'Einen Moment …',
    away: 'Der Server antwortet nicht: Versuch es später noch einmal.',
    often: 'Das war zu oft. Warte kurz, dann versuch es noch einmal.',
    failed: 'Das hat nicht geklappt: Versuch es später noch einmal.',
    expired: 'Dieser Link ist schon benutzt oder zu alt. Fordere einen neuen an.',
    toApp: 'Zu Gruppetto',
  },
}

const SAID_OF_PASSWORDS = {
  TOO_SHORT: { en: 'At least 8 characters.', de: 'Mindestens 8 Zeichen.' },
  TOO_LONG: { en: 'That is too long.', de: 'Das ist zu lang.' },
  EASY_TO_GUESS: { en: 'That is easy to guess. Choose another.', de: 'Das lässt sich leicht erraten. Nimm ein anderes.' },
}

export const languageOf = (chosen, device) => ((chosen ?? device).toLowerCase().startsWith('de') ? 'de' : 'en')

/** Says in a language why a mutation was refused. */
export const problemIn = (language, { message, extensions: { code, fields: [field] = [] } = {} }) => {
  const words = WORDS[language]
  if (field?.rule === 'EXPIRED') return words.expired
  if (field?.rule in SAID_OF_PASSWORDS) return SAID_OF_PASSWORDS[field.rule][language]
  if (code === 'RATE_LIMITED') return words.often
  return language === 'en' && code === 'BAD_USER_INPUT' ? message : words.failed
}

export const wordsIn = (language) => WORDS[language]
