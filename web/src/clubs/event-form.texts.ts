import { texts } from '../texts/catalogue.ts'

export default texts({
  title: { en: 'What it is', de: 'Was es ist' },
  titlePlaceholder: { en: 'Sunday ride', de: 'Sonntagsrunde' },
  sport: { en: 'Sport', de: 'Sportart' },
  anySport: { en: 'Any', de: 'Egal' },
  when: { en: 'When', de: 'Wann' },
  day: { en: 'Day', de: 'Tag' },
  firstDay: { en: 'First day', de: 'Erster Tag' },
  from: { en: 'From', de: 'Von' },
  to: { en: 'To', de: 'Bis' },
  zone: { en: 'Time zone', de: 'Zeitzone' },
  where: { en: 'Where', de: 'Wo' },
  place: { en: 'Place', de: 'Ort' },
  placePlaceholder: { en: 'Main square, at the fountain', de: 'Hauptplatz, am Brunnen' },
  point: { en: 'Point on the map', de: 'Punkt auf der Karte' },
  pointHint: {
    en: 'Stand there and take it: people are led to it, and activities show who was there.',
    de: 'Stell dich hin und nimm ihn: Man wird hingeführt, und Aktivitäten zeigen, wer da war.',
  },
  virtual: { en: 'Online', de: 'Online' },
  virtualMore: {
    en: 'Everybody rides where they are; a live order shows who is how far.',
    de: 'Alle fahren, wo sie sind; live sieht man, wer wie weit ist.',
  },
  description: { en: 'What people need to know', de: 'Was man wissen muss' },
  who: { en: 'Who', de: 'Wer' },
  capacity: { en: 'Places', de: 'Plätze' },
  capacityHint: {
    en: 'Empty: as many as come. Who is too many waits in order.',
    de: 'Leer: so viele wie kommen. Wer zu viel ist, wartet der Reihe nach.',
  },
  guests: { en: 'Guests for each', de: 'Gäste je Person' },
  closes: { en: 'Answers until', de: 'Antworten bis' },
  atEnd: { en: 'The end', de: 'Zum Ende' },
  atStart: { en: 'The start', de: 'Zum Beginn' },
  hours: {
    en: '{count, plural, one {# hour before} other {# hours before}}',
    de: '{count, plural, one {# Stunde vorher} other {# Stunden vorher}}',
  },
  days: {
    en: '{count, plural, one {# day before} other {# days before}}',
    de: '{count, plural, one {# Tag vorher} other {# Tage vorher}}',
  },
  minutes: {
    en: '{count, plural, one {# minute before} other {# minutes before}}',
    de: '{count, plural, one {# Minute vorher} other {# Minuten vorher}}',
  },
  route: { en: 'The route', de: 'Die Strecke' },
  routeChoose: { en: 'Choose a GPX file', de: 'GPX-Datei wählen' },
  routeKept: { en: 'There is a route.', de: 'Es gibt eine Strecke.' },
  routeNone: { en: 'No route', de: 'Keine Strecke' },
  routeRemove: { en: 'Take it away', de: 'Entfernen' },
  routeTooLarge: {
    en: 'This file is too large: a route has at most 900 KB.',
    de: 'Diese Datei ist zu groß: Eine Strecke hat höchstens 900 KB.',
  },
})
