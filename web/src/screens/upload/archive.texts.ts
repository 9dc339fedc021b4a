import { texts } from '../../texts/catalogue.ts'

export default texts({
  found: { en: 'Recordings', de: 'Aufzeichnungen' },
  imported: { en: 'Imported', de: 'Übernommen' },
  duplicates: { en: 'There already', de: 'Schon da' },
  failed: { en: 'Not usable', de: 'Nicht brauchbar' },
  calendar: { en: 'See them in the calendar', de: 'Im Kalender ansehen' },
  why: { en: 'What was wrong', de: 'Was war falsch' },
  more: { en: 'Show more', de: 'Mehr zeigen' },
})
