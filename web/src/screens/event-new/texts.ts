import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Plan an event', de: 'Termin planen' },
  of: { en: 'for {club}', de: 'für {club}' },
  gone: { en: 'There is no such club', de: 'Diesen Verein gibt es nicht' },
  goneMore: {
    en: 'It is not there any more, or its events are not yours to plan.',
    de: 'Es gibt ihn nicht mehr, oder du planst dort keine Termine.',
  },
  send: { en: 'Plan it', de: 'Planen' },
})
