import { texts } from '../../texts/catalogue.ts'

export default texts({
  add: { en: 'Add gear', de: 'Ausrüstung hinzufügen' },
  away: { en: 'Your gear is not there right now', de: 'Deine Ausrüstung ist gerade nicht da' },
  awayMore: { en: 'All else works. Try again in a moment.', de: 'Alles andere geht. Versuch es gleich noch einmal.' },
  empty: { en: 'No gear yet', de: 'Noch keine Ausrüstung' },
  emptyMore: {
    en: 'Shoes and bikes count their kilometres, and say when they have gone their distance.',
    de: 'Schuhe und Räder zählen ihre Kilometer und sagen, wenn es genug sind.',
  },
  retired: { en: 'No longer in use', de: 'Nicht mehr in Gebrauch' },
  change: { en: 'Change {name}', de: '{name} ändern' },
  of: { en: 'of {limit}', de: 'von {limit}' },
  wornOf: { en: 'How far {name} has gone', de: 'Wie weit {name} gekommen ist' },
  worn: { en: 'It has gone its distance.', de: 'Es hat seine Strecke hinter sich.' },
  kind: { en: 'What it is', de: 'Was es ist' },
  SHOES: { en: 'Shoes', de: 'Schuhe' },
  BIKE: { en: 'Bike', de: 'Rad' },
  OTHER: { en: 'Other', de: 'Anderes' },
  name: { en: 'Name', de: 'Name' },
  limitKm: { en: 'Kilometres it shall go', de: 'Kilometer, die es halten soll' },
  limitMiles: { en: 'Miles it shall go', de: 'Meilen, die es halten soll' },
  limitMore: {
    en: 'A notification comes once, when it has gone so far. May stay empty.',
    de: 'Einmal kommt eine Nachricht, wenn es so weit ist. Darf leer bleiben.',
  },
  isRetired: { en: 'No longer in use', de: 'Nicht mehr in Gebrauch' },
  isRetiredMore: {
    en: 'It stays on its activities, and goes on no new ones.',
    de: 'Es bleibt bei seinen Aktivitäten und kommt an keine neuen.',
  },
  save: { en: 'Save', de: 'Speichern' },
})
