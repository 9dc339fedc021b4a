import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Events', de: 'Termine' },
  none: { en: 'Nothing planned', de: 'Nichts geplant' },
  noneMore: {
    en: 'What your clubs plan stands here. Join one that rides on your days.',
    de: 'Was deine Vereine planen, steht hier. Tritt einem bei, der an deinen Tagen fährt.',
  },
  toClubs: { en: 'Find a club', de: 'Verein finden' },
  more: { en: 'Show more', de: 'Mehr zeigen' },
})
