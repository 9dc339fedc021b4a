import { texts } from '../texts/catalogue.ts'

export default texts({
  offline: {
    en: '{count, plural, =0 {Offline. What you see may be older.} one {Offline. One thing is sent when the network is back.} other {Offline. # things are sent when the network is back.}}',
    de: '{count, plural, =0 {Offline. Was du siehst, kann älter sein.} one {Offline. Eins wird gesendet, wenn das Netz wieder da ist.} other {Offline. # Dinge werden gesendet, wenn das Netz wieder da ist.}}',
  },
  onItsWay: {
    en: '{count, plural, one {One thing is on its way} other {# things are on their way}}',
    de: '{count, plural, one {Eins ist unterwegs} other {# Dinge sind unterwegs}}',
  },
  waits: { en: 'Waits for the network', de: 'Wartet auf das Netz' },
  kudosRefused: {
    en: 'Kudos that you gave without a network was not taken.',
    de: 'Kudos, die du ohne Netz gegeben hast, gingen nicht.',
  },
  commentRefused: {
    en: 'A comment that you wrote without a network was not taken: {reason}',
    de: 'Ein Kommentar, den du ohne Netz geschrieben hast, ging nicht: {reason}',
  },
  uploadRefused: {
    en: 'A file that you chose without a network was not taken: {reason}',
    de: 'Eine Datei, die du ohne Netz gewählt hast, ging nicht: {reason}',
  },
  unknown: { en: 'nobody knows why.', de: 'niemand weiß, warum.' },
  drop: { en: 'Remove', de: 'Entfernen' },
  noRoom: {
    en: 'There is no network, and this device has no room to keep it until then.',
    de: 'Es gibt kein Netz, und auf diesem Gerät ist kein Platz, es bis dahin aufzuheben.',
  },
  kept: {
    en: 'It is kept, and sent when the network is back.',
    de: 'Es ist aufgehoben und wird gesendet, wenn das Netz wieder da ist.',
  },
  giveUp: {
    en: '{count, plural, one {One thing has not been sent yet. Sign out all the same?} other {# things have not been sent yet. Sign out all the same?}}',
    de: '{count, plural, one {Eins ist noch nicht gesendet. Trotzdem abmelden?} other {# Dinge sind noch nicht gesendet. Trotzdem abmelden?}}',
  },
})
