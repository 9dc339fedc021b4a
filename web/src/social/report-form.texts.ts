import { texts } from '../texts/catalogue.ts'

export default texts({
  report: { en: 'Report', de: 'Melden' },
  reportMore: {
    en: 'Those who moderate decide. Nobody learns who has reported it.',
    de: 'Die Moderation entscheidet. Wer meldet, erfährt niemand.',
  },
  reason: { en: 'What is wrong', de: 'Was nicht in Ordnung ist' },
  note: { en: 'In your own words', de: 'In eigenen Worten' },
  reported: { en: 'Thanks. It will be looked at.', de: 'Danke. Jemand sieht es sich an.' },
  unverified: {
    en: 'Confirm your e-mail address first: the link is in the mail that we sent you.',
    de: 'Bestätige zuerst deine E-Mail-Adresse: Der Link steht in der Mail, die wir dir geschickt haben.',
  },
  cancel: { en: 'Cancel', de: 'Abbrechen' },
  SPAM: { en: 'Advertising', de: 'Werbung' },
  HARASSMENT: { en: 'Harassment', de: 'Belästigung' },
  DANGEROUS: { en: 'Dangerous', de: 'Gefährlich' },
  OTHER: { en: 'Something else', de: 'Etwas anderes' },
})
