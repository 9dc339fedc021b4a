import { texts } from '../../texts/catalogue.ts'

export default texts({
  banner: { en: 'As a stranger sees it', de: 'Wie Fremde es sehen' },
  more: {
    en: 'Somebody who is not signed in. Where there is nothing below, they see nothing at all.',
    de: 'Jemand, der nicht angemeldet ist. Wo unten nichts steht, sehen Fremde gar nichts.',
  },
  privacy: { en: 'Privacy', de: 'Privatsphäre' },
  back: { en: 'Back to the activity', de: 'Zurück zur Aktivität' },
  loading: { en: 'Loading', de: 'Wird geladen' },
})
