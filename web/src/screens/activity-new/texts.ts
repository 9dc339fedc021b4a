import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Enter an activity', de: 'Aktivität eintragen' },
  sport: { en: 'Sport', de: 'Sportart' },
  name: { en: 'Name', de: 'Name' },
  when: { en: 'When it began', de: 'Wann es begann' },
  zone: { en: 'In the time of {zone}.', de: 'Nach der Zeit von {zone}.' },
  kilometres: { en: 'Kilometres', de: 'Kilometer' },
  miles: { en: 'Miles', de: 'Meilen' },
  distanceMore: { en: 'May stay empty.', de: 'Darf leer bleiben.' },
  hours: { en: 'Hours', de: 'Stunden' },
  minutes: { en: 'Minutes', de: 'Minuten' },
  timeless: { en: 'It takes a minute at least.', de: 'Eine Minute mindestens.' },
  description: { en: 'How was it?', de: 'Wie war’s?' },
  who: { en: 'Who sees it', de: 'Wer sie sieht' },
  asAlways: { en: 'As your privacy has it', de: 'Wie es deine Privatsphäre sagt' },
  EVERYONE: { en: 'Everybody', de: 'Alle' },
  FOLLOWERS: { en: 'Followers', de: 'Follower' },
  ONLY_ME: { en: 'Only me', de: 'Nur ich' },
  keep: { en: 'Save', de: 'Eintragen' },
  kept: { en: 'It is entered.', de: 'Eingetragen.' },
})
