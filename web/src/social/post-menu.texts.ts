import { texts } from '../texts/catalogue.ts'

export default texts({
  more: { en: 'More about this post', de: 'Mehr zu diesem Beitrag' },
  delete: { en: 'Delete the post', de: 'Beitrag löschen' },
  deleteMore: {
    en: 'It goes with its comments and kudos, for good.',
    de: 'Er verschwindet mit Kommentaren und Kudos, endgültig.',
  },
  deleted: { en: 'The post is deleted.', de: 'Der Beitrag ist gelöscht.' },
  report: { en: 'Report the post', de: 'Beitrag melden' },
  reportMore: {
    en: 'Those who moderate decide. Nobody learns who has reported it, and you do not see it any more.',
    de: 'Die Moderation entscheidet. Wer meldet, erfährt niemand, und du siehst den Beitrag nicht mehr.',
  },
  reason: { en: 'What is wrong with it', de: 'Was nicht in Ordnung ist' },
  note: { en: 'In your own words', de: 'In eigenen Worten' },
  reported: { en: 'Thanks. It will be looked at.', de: 'Danke. Jemand sieht es sich an.' },
  unverified: {
    en: 'Confirm your e-mail address first: the link is in the mail that we sent you.',
    de: 'Bestätige zuerst deine E-Mail-Adresse: Der Link steht in der Mail, die wir dir geschickt haben.',
  },
  appeal: { en: 'Appeal', de: 'Widersprechen' },
  appealMore: { en: 'Say why it should come back. You can do it once.', de: 'Sag, warum er zurück soll. Das geht einmal.' },
  appealText: { en: 'Why', de: 'Warum' },
  appealed: { en: 'The moderators look at it again.', de: 'Die Moderation sieht es sich noch einmal an.' },
  cancel: { en: 'Cancel', de: 'Abbrechen' },
  failed: { en: 'That did not work. Try again.', de: 'Das hat nicht geklappt. Versuch es noch einmal.' },
  SPAM: { en: 'Advertising', de: 'Werbung' },
  HARASSMENT: { en: 'Harassment', de: 'Belästigung' },
  DANGEROUS: { en: 'Dangerous', de: 'Gefährlich' },
  OTHER: { en: 'Something else', de: 'Etwas anderes' },
})
