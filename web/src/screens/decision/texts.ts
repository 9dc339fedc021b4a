import { texts } from '../../texts/catalogue.ts'

export default texts({
  gone: { en: 'There is no such decision', de: 'Diese Entscheidung gibt es nicht' },
  goneMore: {
    en: 'It was taken back, or it is not about you.',
    de: 'Sie ist zurückgenommen, oder sie betrifft dich nicht.',
  },
  suspended: { en: 'Your account is suspended', de: 'Dein Konto ist gesperrt' },
  over: {
    en: 'This suspension is over. You can use everything again.',
    de: 'Diese Sperre ist vorbei. Du kannst wieder alles nutzen.',
  },
  until: {
    en: 'It lasts until {when}, and ends by itself.',
    de: 'Die Sperre dauert bis {when} und endet von selbst.',
  },
  why: { en: 'Why', de: 'Warum' },
  while: {
    en: 'Until then you can read, take your data along and appeal. Nothing else that you do is taken.',
    de: 'Bis dahin kannst du lesen, deine Daten mitnehmen und widersprechen. Alles andere wird nicht angenommen.',
  },
  removed: {
    en: '{kind, select, activity {Your activity is hidden from others} liveSession {Your live session is hidden from others} photo {Your photo was removed} post {Your post was removed} comment {Your comment was removed} event {Your event was removed} challenge {Your challenge was removed} other {Something of yours was removed}}',
    de: '{kind, select, activity {Deine Aktivität ist für andere verborgen} liveSession {Deine Live-Aufzeichnung ist für andere verborgen} photo {Dein Foto ist entfernt} post {Dein Beitrag ist entfernt} comment {Dein Kommentar ist entfernt} event {Dein Termin ist entfernt} challenge {Deine Challenge ist entfernt} other {Etwas von dir ist entfernt}}',
  },
  back: { en: 'Your appeal was granted', de: 'Dein Einspruch hatte Erfolg' },
  byStaff: { en: 'The staff of the platform has decided it.', de: 'Das Team der Plattform hat das entschieden.' },
  byClub: { en: 'The moderators of {club} have decided it.', de: 'Die Moderation von {club} hat das entschieden.' },
  photo: { en: 'The photo', de: 'Das Foto' },
  reasons: { en: 'Reported as: {reasons}', de: 'Gemeldet als: {reasons}' },
  note: { en: 'What they say', de: 'Was sie dazu sagen' },
  appeal: { en: 'Appeal', de: 'Widersprechen' },
  text: { en: 'Why it should be decided otherwise', de: 'Warum es anders entschieden werden soll' },
  once: { en: 'You can do it once.', de: 'Das geht einmal.' },
  send: { en: 'Send the appeal', de: 'Einspruch senden' },
  sent: { en: 'Your appeal is sent.', de: 'Dein Einspruch ist gesendet.' },
  twice: { en: 'You have appealed this before.', de: 'Du hast hier schon widersprochen.' },
  yours: { en: 'Your appeal', de: 'Dein Einspruch' },
  when: { en: 'Sent on {when}', de: 'Gesendet am {when}' },
  waits: {
    en: 'Somebody looks at it again. You are told what they decide.',
    de: 'Jemand sieht es sich noch einmal an. Du erfährst, wie es ausgeht.',
  },
  refused: { en: 'It was refused: the decision stays.', de: 'Er ist abgelehnt: Die Entscheidung bleibt.' },
})
