import { texts } from '../texts/catalogue.ts'

/** What comes first for whom. */
export default texts({
  persona: { en: 'What comes first', de: 'Was zuerst kommt' },
  SOLO_ATHLETE: { en: 'My own training', de: 'Mein eigenes Training' },
  SOCIAL_ENTHUSIAST: { en: 'My people', de: 'Meine Leute' },
  CLUB_MANAGER: { en: 'My club', de: 'Mein Verein' },
  DATA_NERD: { en: 'The numbers', de: 'Die Zahlen' },
})
