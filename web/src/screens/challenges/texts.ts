import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Challenges', de: 'Challenges' },
  set: { en: 'Set a challenge', de: 'Challenge anlegen' },
  mine: { en: 'I take part', de: 'Ich mache mit' },
  suggested: { en: 'For you', de: 'Für dich' },
  ended: { en: 'What I finished', de: 'Was hinter mir liegt' },
  all: { en: 'All challenges', de: 'Alle Challenges' },
  show: { en: 'Which', de: 'Welche' },
  ACTIVE: { en: 'Under way', de: 'Laufende' },
  UPCOMING: { en: 'Coming up', de: 'Kommende' },
  ENDED: { en: 'Ended', de: 'Beendete' },
  none: { en: 'None right now', de: 'Gerade keine' },
  noneMore: {
    en: 'Set one yourself: a month of hours, or a hill against the clock.',
    de: 'Leg selbst eine an: ein Monat voller Stunden, oder ein Berg gegen die Uhr.',
  },
  more: { en: 'Show more', de: 'Mehr zeigen' },
})
