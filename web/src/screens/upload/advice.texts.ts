import { texts } from '../../texts/catalogue.ts'

/** What somebody can do about a file that could not be used, by the code that the platform gives. */
export default texts({
  UNSUPPORTED_FORMAT: {
    en: 'Export the activity as FIT, GPX or TCX where you have it, and upload that.',
    de: 'Exportiere die Aktivität dort, wo du sie hast, als FIT, GPX oder TCX, und lade das hoch.',
  },
  NOT_A_RECORDING: {
    en: 'It may be settings, a workout or a planned route. On a Garmin, recordings are in the folder “Activity”.',
    de: 'Es sind vielleicht Einstellungen, ein Training oder eine geplante Strecke. Auf einem Garmin liegen Aufzeichnungen im Ordner „Activity“.',
  },
  CORRUPT_FILE: {
    en: 'Copy it from the device once more, or export it again where you have it.',
    de: 'Kopiere sie noch einmal vom Gerät, oder exportiere sie neu, wo du sie hast.',
  },
  EMPTY_RECORDING: {
    en: 'The device has recorded nothing. You can enter the activity by hand.',
    de: 'Das Gerät hat nichts aufgezeichnet. Du kannst die Aktivität von Hand eintragen.',
  },
  TOO_LARGE: {
    en: 'A recording may have up to 100 MB, and a zip of many up to 2 GB: make several of it.',
    de: 'Eine Aufzeichnung darf bis zu 100 MB haben, eine Zip-Datei mit vielen bis zu 2 GB: Mach mehrere daraus.',
  },
})
