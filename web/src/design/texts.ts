import { texts } from '../texts/catalogue.ts'

export default texts({
  close: { en: 'Close', de: 'Schließen' },
  asTable: { en: 'As a table', de: 'Als Tabelle' },
  photos: { en: 'Photos', de: 'Fotos' },
  route: { en: 'Route', de: 'Strecke' },
})
