import { texts } from '../texts/catalogue.ts'

export default texts({
  editOwn: { en: 'Edit your comment', de: 'Deinen Kommentar bearbeiten' },
  save: { en: 'Save', de: 'Speichern' },
  editFailed: {
    en: 'The comment was not changed. Your text is still there.',
    de: 'Der Kommentar ist nicht geändert. Dein Text ist noch da.',
  },
  deleteOwn: { en: 'Delete your comment', de: 'Deinen Kommentar löschen' },
  deleteOf: { en: 'Delete the comment of {name}', de: 'Kommentar von {name} löschen' },
  reportOf: { en: 'Report the comment of {name}', de: 'Kommentar von {name} melden' },
  deleteQuestion: { en: 'Delete this comment?', de: 'Diesen Kommentar löschen?' },
  deleteMore: { en: 'It is gone for everybody.', de: 'Er ist dann für alle weg.' },
  delete: { en: 'Delete', de: 'Löschen' },
  deleted: { en: 'The comment is deleted.', de: 'Der Kommentar ist gelöscht.' },
  cancel: { en: 'Cancel', de: 'Abbrechen' },
})
