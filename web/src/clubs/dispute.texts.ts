import { texts } from '../texts/catalogue.ts'

export default texts({
  objection: { en: 'Its athlete objects', de: 'Wer sie gemacht hat, widerspricht' },
  flagged: {
    en: '{count, plural, one {# doubts it} other {# doubt it}}',
    de: '{count, plural, one {# zweifelt} other {# zweifeln}}',
  },
  IMPOSSIBLE_SPEED: { en: 'Faster than anybody', de: 'Schneller als alle' },
  WRONG_SPORT: { en: 'Looks like another sport', de: 'Sieht nach anderer Sportart aus' },
  MOTOR_VEHICLE: { en: 'Moves like a motor vehicle', de: 'Bewegt sich wie ein Fahrzeug' },
  E_BIKE: { en: 'Moves like an e-bike', de: 'Bewegt sich wie ein E-Bike' },
  SAME_TRACK: { en: 'The track of somebody else', de: 'Die Spur von jemand anderem' },
  itCounts: { en: 'It counts', de: 'Es zählt' },
  itDoesNot: { en: 'It does not', de: 'Zählt nicht' },
  countsNow: { en: 'It counts.', de: 'Es zählt.' },
  countsNot: { en: 'It does not count.', de: 'Es zählt nicht.' },
  failed: { en: 'That did not work. Try again.', de: 'Das hat nicht geklappt. Versuch es noch einmal.' },
})
