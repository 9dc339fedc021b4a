import { texts } from '../texts/catalogue.ts'

/** Why a file could not be used, by the code that the platform gives. */
export default texts({
  UNSUPPORTED_FORMAT: { en: 'This kind of file is not taken.', de: 'Diese Art von Datei geht nicht.' },
  NOT_A_RECORDING: { en: 'There is no recording in it.', de: 'Es ist keine Aufzeichnung darin.' },
  CORRUPT_FILE: { en: 'The file is broken or breaks off.', de: 'Die Datei ist kaputt oder bricht ab.' },
  EMPTY_RECORDING: { en: 'The recording is empty.', de: 'Die Aufzeichnung ist leer.' },
  TOO_LARGE: { en: 'The file is too large.', de: 'Die Datei ist zu groß.' },
  DUPLICATE: { en: 'It is there already.', de: 'Das ist schon da.' },
  CHECKSUM_MISMATCH: { en: 'It did not arrive whole. Send it again.', de: 'Sie kam nicht ganz an. Sende sie noch einmal.' },
  EXPIRED: { en: 'It did not arrive in time. Send it again.', de: 'Sie kam nicht rechtzeitig an. Sende sie noch einmal.' },
  INTERNAL: {
    en: 'It could not be read, which is our fault. Try again.',
    de: 'Sie ließ sich nicht lesen, und das liegt an uns. Versuch es noch einmal.',
  },
})
