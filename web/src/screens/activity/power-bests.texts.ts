import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Power curve', de: 'Leistungskurve' },
  this: { en: 'This ride', de: 'Diese Fahrt' },
  season: { en: '365 days', de: '365 Tage' },
  allTime: { en: 'All time', de: 'Insgesamt' },
  watts: { en: '{value, number} W', de: '{value, number} W' },
  seconds: { en: '{seconds, number} s', de: '{seconds, number} s' },
  bests: { en: 'Best of the season over {durations}.', de: 'Saisonbestwert über {durations}.' },
  premium: { en: 'See it against your season, with Premium', de: 'Mit Premium im Vergleich zu deiner Saison' },
})
