import { texts } from '../../texts/catalogue.ts'

/** What was not as it should be in a file that was taken, by the code that the platform gives. */
export default texts({
  DAMAGED_COMPRESSION: {
    en: 'The compressed file is damaged or breaks off. What could be opened was kept.',
    de: 'Die gepackte Datei ist beschädigt oder bricht ab. Was sich öffnen ließ, ist übernommen.',
  },
  CUT_OFF: {
    en: 'The file is cut off, or says a wrong size.',
    de: 'Die Datei ist abgeschnitten oder nennt eine falsche Größe.',
  },
  WRONG_CHECKSUM: {
    en: 'The checksum of the file is wrong: something in it may be damaged.',
    de: 'Die Prüfsumme der Datei stimmt nicht: Etwas darin kann beschädigt sein.',
  },
  BREAKS_OFF: {
    en: 'The file can’t be read to its end. What comes before was kept.',
    de: 'Die Datei lässt sich nicht bis zum Ende lesen. Was davor steht, ist übernommen.',
  },
  UNKNOWN_REST: {
    en: 'What follows the recording in the file is none, and was left out.',
    de: 'Was in der Datei auf die Aufzeichnung folgt, ist keine und blieb weg.',
  },
  TOO_MANY_PARTS: {
    en: '{count, plural, one {# lap, event or the like was} other {# laps, events or the like were}} left out: there were more than {max, number} of a kind.',
    de: '{count, plural, one {# Runde, Ereignis oder Ähnliches blieb} other {# Runden, Ereignisse oder Ähnliches blieben}} weg: Es waren mehr als {max, number} von einer Art.',
  },
  CLOCK_SET: {
    en: 'The clock of the device was set on the way. The times before that were corrected.',
    de: 'Die Uhr des Geräts wurde unterwegs gestellt. Die Zeiten davor sind berichtigt.',
  },
  WITHOUT_TIME: {
    en: '{count, plural, one {# point without a time was} other {# points without a time were}} left out.',
    de: '{count, plural, one {# Punkt ohne Zeit blieb} other {# Punkte ohne Zeit blieben}} weg.',
  },
  IMPOSSIBLE_DATES: {
    en: '{count, plural, one {# point with an impossible date was} other {# points with an impossible date were}} left out.',
    de: '{count, plural, one {# Punkt mit unmöglichem Datum blieb} other {# Punkte mit unmöglichem Datum blieben}} weg.',
  },
  TRACK_WITHOUT_TIMES: {
    en: 'Track {part, number} has no times of its own, and was left out.',
    de: 'Spur {part, number} hat keine eigenen Zeiten und blieb weg.',
  },
  IMPOSSIBLE_POSITIONS: {
    en: '{count, plural, one {# position that nobody can have reached was} other {# positions that nobody can have reached were}} left out.',
    de: '{count, plural, one {# Ort, an den niemand gelangt sein kann, blieb} other {# Orte, an die niemand gelangt sein kann, blieben}} weg.',
  },
  IMPOSSIBLE_DISTANCES: {
    en: '{count, plural, one {# jump of the distance that nobody can have covered was} other {# jumps of the distance that nobody can have covered were}} left out.',
    de: '{count, plural, one {# Sprung der Strecke, den niemand zurückgelegt haben kann, blieb} other {# Sprünge der Strecke, die niemand zurückgelegt haben kann, blieben}} weg.',
  },
  PART_IS_THERE: {
    en: 'Part {part, number} of {parts, number} is an activity already, and was left out.',
    de: 'Teil {part, number} von {parts, number} ist schon eine Aktivität und blieb weg.',
  },
})
