import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Change the event', de: 'Termin ändern' },
  gone: { en: 'There is no such event', de: 'Diesen Termin gibt es nicht' },
  goneMore: {
    en: 'It is not there any more, or it is not yours to change.',
    de: 'Es gibt ihn nicht mehr, oder du darfst ihn nicht ändern.',
  },
  which: { en: 'What is changed', de: 'Was geändert wird' },
  ONE: { en: 'This date', de: 'Dieser Termin' },
  FOLLOWING: { en: 'This and later ones', de: 'Dieser und spätere' },
  ALL: { en: 'All dates', de: 'Alle Termine' },
  ONEMore: { en: 'Only this date changes; the others stay.', de: 'Nur dieser Termin ändert sich, die anderen bleiben.' },
  FOLLOWINGMore: {
    en: 'From this date on. What is over, and dates with a change of their own, stay.',
    de: 'Ab diesem Termin. Vergangenes und eigene Änderungen einzelner Termine bleiben.',
  },
  ALLMore: { en: 'The whole series. What is over stays as it was.', de: 'Die ganze Serie. Vergangenes bleibt, wie es war.' },
  send: { en: 'Save', de: 'Speichern' },
  saved: {
    en: 'Saved. Those who have answered hear of a new time or place.',
    de: 'Gespeichert. Wer geantwortet hat, erfährt von neuer Zeit oder neuem Ort.',
  },
})
