import { texts } from '../../texts/catalogue.ts'

export default texts({
  whoAndWho: { en: '{first} and {second}', de: '{first} und {second}' },
  whoAndMore: {
    en: '{first} and {others, plural, one {# other} other {# others}}',
    de: '{first} und {others, plural, one {# weiteren} other {# weiteren}}',
  },
  KUDOS: { en: '{who} gave kudos to {what}', de: 'Kudos von {who} für {what}' },
  COMMENT: { en: '{who} commented on {what}', de: 'Kommentar von {who} zu {what}' },
  MENTION: { en: '{who} mentioned you', de: 'Erwähnt von {who}' },
  FOLLOWED: { en: '{who} started to follow you', de: 'Gefolgt von {who}' },
  FOLLOW_REQUESTED: { en: '{who} asked to follow you', de: 'Anfrage von {who}, dir zu folgen' },
  FOLLOW_ACCEPTED: { en: '{who} accepted your request', de: 'Deine Anfrage wurde von {who} angenommen' },
  LIVE_STARTED: { en: '{who} went live', de: 'Live-Aufzeichnung von {who} läuft' },
  CHALLENGE_STARTED: { en: '{what} has begun', de: '{what} hat begonnen' },
  CHALLENGE_COMPLETED: { en: 'You completed {what}', de: 'Du hast {what} geschafft' },
  CHALLENGE_OVERTAKEN: { en: '{who} overtook you in {what}', de: 'Überholt von {who} in {what}' },
  SEGMENT_RECORD: { en: 'You set the record on {what}', de: 'Du hast den Rekord auf {what}' },
  SEGMENT_RECORD_LOST: { en: '{who} took your record on {what}', de: 'Dein Rekord auf {what} ist von {who} gebrochen' },
  BADGE_AWARDED: { en: 'You earned {what}', de: 'Du hast dir {what} verdient' },
  UPLOAD_DONE: { en: '{what} is ready', de: '{what} ist fertig' },
  GEAR_WORN: {
    en: '{what} has reached the distance you set for it',
    de: '{what} hat die Strecke hinter sich, die du gesetzt hast',
  },
  EXPORT_READY: { en: 'Your data export is ready', de: 'Dein Datenexport ist fertig' },
  CLUB_JOIN_REQUESTED: { en: '{who} would like to join {what}', de: 'Anfrage von {who} für {what}' },
  CLUB_INVITED: { en: 'You are invited to {what}', de: 'Du bist in {what} eingeladen' },
  CLUB_JOINED: { en: '{what} took you in', de: '{what} hat dich aufgenommen' },
  CLUB_POST: { en: '{who} wrote in {what}', de: 'Beitrag von {who} in {what}' },
})
