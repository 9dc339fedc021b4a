import { texts } from '../texts/catalogue.ts'

export default texts({
  close: { en: 'Close', de: 'Schließen' },
  route: { en: 'Route', de: 'Strecke' },
})
