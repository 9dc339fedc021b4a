import { texts } from '../../texts/catalogue.ts'

export default texts({
  edit: { en: 'Edit', de: 'Bearbeiten' },
  asStranger: { en: 'As a stranger sees it', de: 'Wie Fremde es sehen' },
  export: { en: 'Download the file', de: 'Datei herunterladen' },
  filesMore: {
    en: 'The original is the file as it came. The others are written from it, and open everywhere.',
    de: 'Das Original ist die Datei, wie sie kam. Die anderen sind daraus geschrieben und gehen überall auf.',
  },
  filesOthers: {
    en: 'What the privacy of the athlete hides is not in it.',
    de: 'Was die Privatsphäre verbirgt, ist nicht darin.',
  },
  noFiles: { en: 'There is no recording to write into a file.', de: 'Es gibt keine Aufzeichnung für eine Datei.' },
  original: { en: 'The original', de: 'Das Original' },
  gpx: { en: 'GPX', de: 'GPX' },
  tcx: { en: 'TCX', de: 'TCX' },
  fit: { en: 'FIT', de: 'FIT' },
})
