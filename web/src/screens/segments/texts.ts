import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Segments', de: 'Segmente' },
  lead: {
    en: 'Stretches of road and path that athletes are timed on. Move the map to where you ride or run.',
    de: 'Abschnitte von Straßen und Wegen, auf denen Zeiten zählen. Schieb die Karte dorthin, wo du unterwegs bist.',
  },
  map: { en: 'Map of segments', de: 'Karte der Segmente' },
  show: { en: 'What is listed', de: 'Was aufgeführt ist' },
  here: { en: 'On the map', de: 'Auf der Karte' },
  starred: { en: 'Starred', de: 'Gemerkt' },
  sport: { en: 'Sport', de: 'Sportart' },
  all: { en: 'All sports', de: 'Alle Sportarten' },
  near: { en: 'Near me', de: 'In meiner Nähe' },
  noPlace: { en: 'Your device does not say where you are.', de: 'Dein Gerät sagt nicht, wo du bist.' },
  tooLarge: { en: 'Zoom in to search', de: 'Zum Suchen vergrößern' },
  tooLargeMore: {
    en: 'Segments are searched in an area of about 200 km at most.',
    de: 'Gesucht wird in einem Gebiet von höchstens etwa 200 km.',
  },
  none: { en: 'No segments here yet', de: 'Hier gibt es noch keine Segmente' },
  noneMore: {
    en: 'Open one of your activities and make the first one from it.',
    de: 'Öffne eine deiner Aktivitäten und lege daraus das erste an.',
  },
  noneStarred: { en: 'No starred segments yet', de: 'Noch keine gemerkten Segmente' },
  noneStarredMore: {
    en: 'Star a segment on its page, and you find it here. With premium you race it live.',
    de: 'Merke dir ein Segment auf seiner Seite, dann findest du es hier. Mit Premium fährst du live gegen die Zeit.',
  },
  found: { en: '{count, plural, one {# segment} other {# segments}}', de: '{count, plural, one {# Segment} other {# Segmente}}' },
  most: { en: 'The {count, number} most popular on the map', de: 'Die {count, number} beliebtesten auf der Karte' },
  heat: { en: 'Where people go', de: 'Wo Leute unterwegs sind' },
  heatMore: {
    en: 'Public routes of at least five athletes, the warmer the more.',
    de: 'Öffentliche Strecken von mindestens fünf Personen, je wärmer, desto mehr.',
  },
  people: {
    en: '{count, plural, =0 {Nobody yet} one {# athlete} other {# athletes}}',
    de: '{count, plural, =0 {Noch niemand} one {# Person} other {# Personen}}',
  },
})
