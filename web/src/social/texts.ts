import { texts } from '../texts/catalogue.ts'

export default texts({
  kudos: {
    en: '{count, plural, =0 {Give kudos} one {# kudo} other {# kudos}}',
    de: '{count, plural, =0 {Kudos geben} other {# Kudos}}',
  },
  kudosFailed: { en: 'The kudos did not arrive and was taken back.', de: 'Die Kudos kamen nicht an und sind zurückgenommen.' },
  comments: {
    en: '{count, plural, =0 {Add a comment} one {# comment} other {# comments}}',
    de: '{count, plural, =0 {Kommentieren} one {# Kommentar} other {# Kommentare}}',
  },
  commentsOf: { en: 'Comments', de: 'Kommentare' },
  older: { en: 'Show older comments', de: 'Ältere Kommentare zeigen' },
  noComments: { en: 'No comments yet. Say something kind.', de: 'Noch keine Kommentare. Sag etwas Nettes.' },
  write: { en: 'Write a comment', de: 'Kommentar schreiben' },
  send: { en: 'Send', de: 'Senden' },
  commentFailed: {
    en: 'The comment was not sent. Your text is still there.',
    de: 'Der Kommentar ist nicht gesendet. Dein Text ist noch da.',
  },
  post: { en: 'Post', de: 'Teilen' },
  postFailed: {
    en: 'The post was not sent. Your text is still there.',
    de: 'Der Beitrag ist nicht gesendet. Dein Text ist noch da.',
  },
  inClub: { en: 'in {club}', de: 'in {club}' },
  closed: { en: 'Comments are closed here.', de: 'Hier kann niemand mehr kommentieren.' },
  gone: { en: 'This comment was deleted.', de: 'Dieser Kommentar ist gelöscht.' },
  somebody: { en: 'Somebody', de: 'Jemand' },
  people: { en: 'People to mention', de: 'Wen du meinst' },
  distance: { en: 'Distance', de: 'Strecke' },
  moving: { en: 'Moving time', de: 'Zeit in Bewegung' },
  pace: { en: 'Pace', de: 'Tempo' },
  speed: { en: 'Speed', de: 'Geschwindigkeit' },
  climb: { en: 'Climb', de: 'Höhenmeter' },
  heart: { en: 'Heart rate', de: 'Herzfrequenz' },
  bpm: { en: '{bpm, number} bpm', de: '{bpm, number}/min' },
  with: {
    en: '{others, plural, =0 {with {name}} one {with {name} and # other} other {with {name} and # others}}',
    de: '{others, plural, =0 {mit {name}} one {mit {name} und # weiteren Person} other {mit {name} und # weiteren}}',
  },
  SELF: { en: 'You', de: 'Du' },
  NOT_FOLLOWING: { en: 'Follow', de: 'Folgen' },
  REQUESTED: { en: 'Requested', de: 'Angefragt' },
  FOLLOWING: { en: 'Following', de: 'Du folgst' },
  followFailed: { en: 'That did not arrive and was taken back.', de: 'Das kam nicht an und ist zurückgenommen.' },
})
