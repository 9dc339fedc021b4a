import { texts } from '../../texts/catalogue.ts'

export default texts({
  email: { en: 'E-mail address', de: 'E-Mail-Adresse' },
  verified: { en: 'Verified', de: 'Bestätigt' },
  unverified: { en: 'Not verified', de: 'Nicht bestätigt' },
  unverifiedMore: {
    en: 'Open the link in the mail we sent. Until then nobody finds you by search, and you may neither report nor found a club.',
    de: 'Öffne den Link in unserer Mail. Bis dahin findet dich niemand in der Suche, und du kannst weder melden noch einen Verein gründen.',
  },
  resend: { en: 'Send the mail again', de: 'Mail noch einmal senden' },
  resent: { en: 'It is on its way to {email}.', de: 'Sie ist unterwegs an {email}.' },
  newEmail: { en: 'New address', de: 'Neue Adresse' },
  password: { en: 'Your password', de: 'Dein Passwort' },
  changeEmail: { en: 'Change the address', de: 'Adresse ändern' },
  asked: {
    en: 'A mail with a link is on its way to {email}. The new address counts once it is opened.',
    de: 'Eine Mail mit einem Link ist unterwegs an {email}. Die neue Adresse gilt, sobald er geöffnet ist.',
  },
  passwordTitle: { en: 'Password', de: 'Passwort' },
  passwordMore: { en: 'A new one signs out all other devices.', de: 'Ein neues meldet alle anderen Geräte ab.' },
  currentPassword: { en: 'Password now', de: 'Bisheriges Passwort' },
  newPassword: { en: 'New password', de: 'Neues Passwort' },
  passwordHint: { en: 'At least 8 characters.', de: 'Mindestens 8 Zeichen.' },
  changePassword: { en: 'Change the password', de: 'Passwort ändern' },
  passwordChanged: { en: 'Changed. All other devices are signed out.', de: 'Geändert. Alle anderen Geräte sind abgemeldet.' },
  sessions: { en: 'Where you are signed in', de: 'Wo du angemeldet bist' },
  sessionsMore: {
    en: 'End what you do not know, and change the password then.',
    de: 'Beende, was du nicht kennst, und ändere dann das Passwort.',
  },
  device: { en: 'A device', de: 'Ein Gerät' },
  thisDevice: { en: 'This one', de: 'Dieses' },
  used: { en: 'Used {ago}, signed in {since}', de: 'Benutzt {ago}, angemeldet {since}' },
  end: { en: 'End it', de: 'Beenden' },
  endWhich: { en: 'End it: {name}', de: 'Beenden: {name}' },
  notEnded: { en: 'It was not ended.', de: 'Sie ist nicht beendet.' },
  signOut: { en: 'Sign out', de: 'Abmelden' },
})
