import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'It does not count in clubs and challenges', de: 'Sie zählt nicht in Vereinen und Challenges' },
  IMPOSSIBLE_SPEED: {
    en: 'It is faster than anybody in this sport.',
    de: 'Sie ist schneller als irgendjemand in dieser Sportart.',
  },
  WRONG_SPORT: { en: 'It moves as if it were a ride, and not on foot.', de: 'Sie bewegt sich wie eine Fahrt und nicht zu Fuß.' },
  MOTOR_VEHICLE: { en: 'It moves as a car or another vehicle does.', de: 'Sie bewegt sich wie ein Auto oder anderes Fahrzeug.' },
  E_BIKE: {
    en: 'It moves as an e-bike does. As an e-bike ride it counts where e-bikes do.',
    de: 'Sie bewegt sich wie ein E-Bike. Als E-Bike-Fahrt zählt sie, wo E-Bikes zählen.',
  },
  SAME_TRACK: {
    en: 'Another athlete had uploaded the same track before.',
    de: 'Jemand anderes hatte dieselbe Aufzeichnung schon hochgeladen.',
  },
  more: {
    en: 'Correct the sport where it is wrong; otherwise the organisers judge it.',
    de: 'Berichtige die Sportart, wo sie nicht stimmt; sonst urteilt, wer veranstaltet.',
  },
  object: { en: 'That is wrong', de: 'Das stimmt nicht' },
  objectMore: {
    en: 'Somebody looks at it. Say what may help, such as a fast descent or a ferry.',
    de: 'Jemand sieht es sich an. Sag, was hilft, etwa eine schnelle Abfahrt oder eine Fähre.',
  },
  note: { en: 'What was it?', de: 'Was war es?' },
  send: { en: 'Send', de: 'Senden' },
  objected: { en: 'It is sent. You hear of the decision.', de: 'Gesendet. Du erfährst, wie entschieden wird.' },
  edit: { en: 'Edit it', de: 'Bearbeiten' },
})
