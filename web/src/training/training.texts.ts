import { texts } from '../texts/catalogue.ts'

export default texts({
  places: { en: 'Your training', de: 'Dein Training' },
  training: { en: 'Training', de: 'Training' },
  calendar: { en: 'Calendar', de: 'Kalender' },
  goals: { en: 'Goals', de: 'Ziele' },
  streak: { en: 'Streak and badges', de: 'Serie und Abzeichen' },
  gear: { en: 'Gear', de: 'Ausrüstung' },
})
