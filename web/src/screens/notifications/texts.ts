import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Notifications', de: 'Neuigkeiten' },
  readAll: { en: 'Mark all as read', de: 'Alle als gelesen markieren' },
  readFailed: { en: 'They could not be marked as read.', de: 'Sie ließen sich nicht als gelesen markieren.' },
  unread: { en: 'Unread', de: 'Ungelesen' },
  empty: { en: 'Nothing new', de: 'Nichts Neues' },
  emptyMore: {
    en: 'Kudos, comments and what your clubs do show up here.',
    de: 'Kudos, Kommentare und was deine Vereine tun, steht hier.',
  },
  more: { en: 'Show more', de: 'Mehr zeigen' },
})
