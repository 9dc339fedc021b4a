import { texts } from '../texts/catalogue.ts'

export default texts({
  km: { en: 'Target in km', de: 'Ziel in km' },
  mi: { en: 'Target in miles', de: 'Ziel in Meilen' },
  h: { en: 'Target in hours', de: 'Ziel in Stunden' },
  m: { en: 'Target in metres', de: 'Ziel in Metern' },
  ft: { en: 'Target in feet', de: 'Ziel in Fuß' },
  min: { en: 'Target in minutes', de: 'Ziel in Minuten' },
  count: { en: 'Target', de: 'Ziel' },
  mayBeEmpty: { en: 'Empty: the board alone counts.', de: 'Leer: Nur die Rangliste zählt.' },
})
