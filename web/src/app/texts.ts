import { texts } from '../texts/catalogue.ts'

export default texts({
  loading: { en: 'Loading', de: 'Wird geladen' },
  failed: { en: 'That did not work', de: 'Das hat nicht geklappt' },
  failedMore: {
    en: 'Something went wrong on our side. What you have done is kept.',
    de: 'Bei uns ist etwas schiefgegangen. Was du getan hast, ist gespeichert.',
  },
  offline: { en: 'No connection', de: 'Keine Verbindung' },
  offlineMore: {
    en: 'Gruppetto can’t be reached right now. Nothing is lost: try again when the network is back.',
    de: 'Gruppetto ist gerade nicht zu erreichen. Nichts geht verloren: Versuch es, wenn das Netz wieder da ist.',
  },
  again: { en: 'Try again', de: 'Noch einmal' },
  notFound: { en: 'There is nothing here', de: 'Hier ist nichts' },
  notFoundMore: {
    en: 'The address is wrong, or what was here is not there any more, or it is not for you to see.',
    de: 'Die Adresse stimmt nicht, oder was hier war, ist nicht mehr da oder nicht für dich sichtbar.',
  },
  home: { en: 'Home', de: 'Start' },
  toHome: { en: 'To the start', de: 'Zum Start' },
  upload: { en: 'Upload', de: 'Hochladen' },
  notifications: { en: 'Notifications', de: 'Neuigkeiten' },
  unread: {
    en: '{count, plural, one {# unread notification} other {# unread notifications}}',
    de: '{count, plural, one {# neue Nachricht} other {# neue Nachrichten}}',
  },
  signIn: { en: 'Sign in', de: 'Anmelden' },
  signUp: { en: 'Join', de: 'Mitmachen' },
  signOut: { en: 'Sign out', de: 'Abmelden' },
  signOutFailed: {
    en: 'There is no connection, so you are still signed in.',
    de: 'Es gibt keine Verbindung, du bist also noch angemeldet.',
  },
  profile: { en: 'Profile', de: 'Profil' },
  settings: { en: 'Settings', de: 'Einstellungen' },
  menu: { en: 'Your account', de: 'Dein Konto' },
  language: { en: 'Language', de: 'Sprache' },
  theme: { en: 'Appearance', de: 'Aussehen' },
  light: { en: 'Light', de: 'Hell' },
  dark: { en: 'Dark', de: 'Dunkel' },
  asDevice: { en: 'As the device', de: 'Wie das Gerät' },
  skip: { en: 'To the content', de: 'Zum Inhalt' },
  main: { en: 'Main', de: 'Hauptmenü' },
  offlineBar: { en: 'Offline. What you see may be older.', de: 'Offline. Was du siehst, kann älter sein.' },
  api: { en: 'For developers', de: 'Für Entwickler' },
  parts: { en: 'Parts of the design', de: 'Bausteine der Gestaltung' },
})
