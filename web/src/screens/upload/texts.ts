import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Upload', de: 'Hochladen' },
  drop: { en: 'Drop your recordings here', de: 'Zieh deine Aufzeichnungen hierher' },
  choose: { en: 'Choose files', de: 'Dateien wählen' },
  formats: {
    en: 'FIT, GPX and TCX, also gzipped, one or a thousand. Or the whole zip that Strava or Garmin gives you.',
    de: 'FIT, GPX und TCX, auch gepackt, eine oder tausend. Oder die ganze Zip-Datei von Strava oder Garmin.',
  },
  byHand: { en: 'Or enter one by hand', de: 'Oder trag eine von Hand ein' },
  files: { en: 'Your files', de: 'Deine Dateien' },
  done: { en: '{done, number} of {all, number} done', de: '{done, number} von {all, number} fertig' },
  waiting: { en: 'Waits its turn', de: 'Wartet, bis es dran ist' },
  sending: { en: 'On its way', de: 'Unterwegs' },
  notSent: {
    en: 'It did not arrive. Your file is still here: try again.',
    de: 'Sie kam nicht an. Deine Datei ist noch da: Versuch es noch einmal.',
  },
  wrong: {
    en: '{count, plural, one {# file was not taken} other {# files were not taken}}',
    de: '{count, plural, one {# Datei ging nicht} other {# Dateien gingen nicht}}',
  },
  going: {
    en: 'You can go on: they arrive while Gruppetto is open.',
    de: 'Du kannst weitermachen: Sie kommen an, solange Gruppetto offen ist.',
  },
  left: {
    en: 'It has not arrived. If no other window or device of yours is sending it, choose it once more.',
    de: 'Sie ist nicht angekommen. Wenn sie nicht gerade ein anderes Fenster oder Gerät von dir sendet, wähle sie noch einmal.',
  },
  shown: { en: 'What is shown', de: 'Was gezeigt wird' },
  all: { en: 'All', de: 'Alle' },
  onlyWrong: { en: 'Not taken', de: 'Nicht gegangen' },
  againAll: { en: 'Try all of them again', de: 'Alle noch einmal' },
  clear: { en: 'Clear what is done', de: 'Fertiges ausblenden' },
  again: { en: 'Try again', de: 'Noch einmal' },
  duplicate: { en: 'This is there already:', de: 'Das ist schon da:' },
  AWAITING_FILE: { en: 'On its way', de: 'Unterwegs' },
  RECEIVED: { en: 'Arrived', de: 'Angekommen' },
  PARSING: { en: 'Being read', de: 'Wird gelesen' },
  ANALYSING: { en: 'Being measured', de: 'Wird ausgewertet' },
  MATCHING_SEGMENTS: { en: 'Segments are looked for', de: 'Segmente werden gesucht' },
  FAILED: { en: 'Failed', de: 'Fehlgeschlagen' },
  archive: {
    en: '{imported, number} of {found, number} recordings imported, {failed, number} could not be used',
    de: '{imported, number} von {found, number} Aufzeichnungen übernommen, {failed, number} nicht brauchbar',
  },
})
