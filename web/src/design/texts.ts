import { texts } from '../texts/catalogue.ts'

export default texts({
  close: { en: 'Close', de: 'Schließen' },
  photos: { en: 'Photos', de: 'Fotos' },
  route: { en: 'Route', de: 'Strecke' },
})
