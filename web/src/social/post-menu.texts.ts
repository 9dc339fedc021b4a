import { texts } from '../texts/catalogue.ts'

export default texts({
  more: { en: 'More about this post', de: 'Mehr zu diesem Beitrag' },
  delete: { en: 'Delete the post', de: 'Beitrag löschen' },
  deleteMore: {
    en: 'It goes with its comments and kudos, for good.',
    de: 'Er verschwindet mit Kommentaren und Kudos, endgültig.',
  },
  deleted: { en: 'The post is deleted.', de: 'Der Beitrag ist gelöscht.' },
  report: { en: 'Report the post', de: 'Beitrag melden' },
  appeal: { en: 'Appeal', de: 'Widersprechen' },
  appealMore: { en: 'Say why it should come back. You can do it once.', de: 'Sag, warum er zurück soll. Das geht einmal.' },
  appealText: { en: 'Why', de: 'Warum' },
  appealed: { en: 'The moderators look at it again.', de: 'Die Moderation sieht es sich noch einmal an.' },
  cancel: { en: 'Cancel', de: 'Abbrechen' },
  failed: { en: 'That did not work. Try again.', de: 'Das hat nicht geklappt. Versuch es noch einmal.' },
})
