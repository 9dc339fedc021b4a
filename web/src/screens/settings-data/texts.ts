import { texts } from '../../texts/catalogue.ts'

export default texts({
  export: { en: 'Take your data along', de: 'Nimm deine Daten mit' },
  exportMore: {
    en: 'Everything Gruppetto holds on you, with the original files of your recordings. It is made in the background, and a mail says when it is there.',
    de: 'Alles, was Gruppetto von dir hat, mit den Originaldateien deiner Aufzeichnungen. Es entsteht im Hintergrund, und eine Mail sagt, wann es da ist.',
  },
  request: { en: 'Make an export', de: 'Export anlegen' },
  making: { en: 'It is being made', de: 'Entsteht gerade' },
  QUEUED: { en: 'Waits its turn', de: 'Wartet, bis es dran ist' },
  RUNNING: { en: 'Being made', de: 'Entsteht' },
  DONE: { en: 'Ready', de: 'Fertig' },
  FAILED: { en: 'It failed. Make another one.', de: 'Fehlgeschlagen. Leg noch einen an.' },
  until: { en: 'Ready, until {day}', de: 'Fertig, bis {day}' },
  fetch: { en: 'Download', de: 'Herunterladen' },
  fetchPart: { en: 'Part {part, number} of {all, number}', de: 'Teil {part, number} von {all, number}' },
  delete: { en: 'Delete the account', de: 'Konto löschen' },
  deleteMore: { en: 'You can take your data along first.', de: 'Du kannst vorher deine Daten mitnehmen.' },
  delete1: {
    en: 'At once: you are signed out everywhere, and nobody sees anything of you any more.',
    de: 'Sofort: Du bist überall abgemeldet, und niemand sieht mehr etwas von dir.',
  },
  delete2: {
    en: 'For 14 days: sign in again, and everything is back as it was.',
    de: '14 Tage lang: Melde dich wieder an, und alles ist wieder, wie es war.',
  },
  delete3: {
    en: 'After that: everything is erased, in every place, and nothing brings it back.',
    de: 'Danach: Alles ist überall gelöscht, und nichts bringt es zurück.',
  },
  deleteAsk: { en: 'Delete my account', de: 'Mein Konto löschen' },
  deleteSure: {
    en: 'Your password says that it is you. You have 14 days to come back.',
    de: 'Dein Passwort sagt, dass du es bist. Du hast 14 Tage, um zurückzukommen.',
  },
  password: { en: 'Password', de: 'Passwort' },
  deleteNow: { en: 'Delete it', de: 'Löschen' },
  keep: { en: 'Keep it', de: 'Behalten' },
  deleted: {
    en: 'The account is deleted. For 14 days, signing in brings it back.',
    de: 'Das Konto ist gelöscht. 14 Tage lang bringt die Anmeldung es zurück.',
  },
})
