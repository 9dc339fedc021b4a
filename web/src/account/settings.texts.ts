import { texts } from '../texts/catalogue.ts'

export default texts({
  settings: { en: 'Settings', de: 'Einstellungen' },
  profile: { en: 'Profile', de: 'Profil' },
  privacy: { en: 'Privacy', de: 'Privatsphäre' },
  training: { en: 'Training', de: 'Training' },
  notifications: { en: 'Notifications', de: 'Benachrichtigungen' },
  account: { en: 'Account', de: 'Konto' },
  plan: { en: 'Plan', de: 'Tarif' },
  data: { en: 'Your data', de: 'Deine Daten' },
})
