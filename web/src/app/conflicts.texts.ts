import { texts } from '../texts/catalogue.ts'

/** What is in the way of a change, by the reason that the platform names. */
export default texts({
  UPLOAD_NOT_FAILED: {
    en: 'Only an upload that has failed can be tried again.',
    de: 'Nur ein fehlgeschlagener Upload lässt sich noch einmal versuchen.',
  },
  FILE_NOT_HELD: {
    en: 'The file is not held any more: upload it again.',
    de: 'Die Datei ist nicht mehr da: Lade sie noch einmal hoch.',
  },
  TOO_MANY_SEGMENTS_HERE: {
    en: 'You have made {max, number} segments around here already: leave some to others.',
    de: 'Du hast hier schon {max, number} Segmente angelegt: Lass anderen auch welche.',
  },
  TOO_MUCH_GEAR: {
    en: 'You have {max, number} pieces of gear: no more fit.',
    de: 'Du hast {max, number} Stück Ausrüstung: Mehr geht nicht.',
  },
  NOT_MEASURED_NOW: {
    en: 'The recording cannot be measured again now: it stays as it is.',
    de: 'Die Aufzeichnung lässt sich gerade nicht neu auswerten: Sie bleibt, wie sie ist.',
  },
  NO_ROOM: {
    en: 'Your recordings take all the room that an account has.',
    de: 'Deine Aufzeichnungen füllen den Platz, den ein Konto hat.',
  },
  LIVE_OVER: {
    en: 'This live session has ended.',
    de: 'Diese Live-Aufzeichnung ist vorbei.',
  },
  TOO_MANY_PAUSES: {
    en: 'A live session holds {max, number} pauses.',
    de: 'Eine Live-Aufzeichnung fasst {max, number} Pausen.',
  },
  TOO_MANY_POSITIONS: {
    en: 'This live session is full: end it and start another.',
    de: 'Diese Live-Aufzeichnung ist voll: Beende sie und beginne eine neue.',
  },
  CHANGED_MEANWHILE: {
    en: 'Another change came at the same moment: try again.',
    de: 'Gleichzeitig kam eine andere Änderung: Versuch es noch einmal.',
  },
  TOO_MANY_INVITES: {
    en: 'The club has {max, number} links that work: revoke one first.',
    de: 'Der Verein hat {max, number} gültige Links: Widerrufe zuerst einen.',
  },
  EVENT_OVER: {
    en: 'This event is over.',
    de: 'Dieser Termin ist vorbei.',
  },
  EVENT_CANCELLED: {
    en: 'This event is cancelled.',
    de: 'Dieser Termin ist abgesagt.',
  },
  EVENT_TOO_FAR: {
    en: 'This event is too far ahead.',
    de: 'Dieser Termin ist noch zu lange hin.',
  },
  EVENT_NOT_BEGUN: {
    en: 'This event has not begun.',
    de: 'Dieser Termin hat noch nicht begonnen.',
  },
  EVENT_REMOVED: {
    en: 'Moderators have removed this event.',
    de: 'Die Moderation hat diesen Termin entfernt.',
  },
  SERIES_CANCELLED: {
    en: 'The whole series is cancelled: restore it first.',
    de: 'Die ganze Serie ist abgesagt: Stelle sie zuerst wieder her.',
  },
  TOO_MANY_EVENTS: {
    en: 'The club has {max, number} events to come: cancel one first, or wait for one to pass.',
    de: 'Der Verein hat {max, number} kommende Termine: Sag zuerst einen ab, oder warte, bis einer vorbei ist.',
  },
  ANSWERS_CLOSED: {
    en: 'Answers to this event are closed.',
    de: 'Für diesen Termin kann niemand mehr zu- oder absagen.',
  },
  NO_GUESTS: {
    en: 'Guests do not come along to this event.',
    de: 'Zu diesem Termin kommen keine Gäste mit.',
  },
  TOO_MANY_GUESTS: {
    en: '{max, plural, one {At most one guest may come.} other {At most # guests may come.}}',
    de: '{max, plural, one {Höchstens ein Gast darf mit.} other {Höchstens # Gäste dürfen mit.}}',
  },
  TOO_FEW_PLACES: {
    en: '{max, plural, one {There is one place for you and your guests.} other {There are # places for you and your guests.}}',
    de: '{max, plural, one {Für dich und deine Gäste ist ein Platz frei.} other {Für dich und deine Gäste sind # Plätze frei.}}',
  },
  OWNER_GONE: {
    en: 'The owner has left the club.',
    de: 'Die Leitung hat den Verein verlassen.',
  },
  IS_OWNER: {
    en: 'You are the owner: hand the club over first, or delete it.',
    de: 'Du leitest den Verein: Übergib ihn zuerst, oder lösche ihn.',
  },
  IS_BANNED: {
    en: 'This athlete is banned from the club: lift the ban first.',
    de: 'Diese Person ist aus dem Verein ausgeschlossen: Hebe das zuerst auf.',
  },
  IS_SELF: {
    en: 'That is you: leave the club instead.',
    de: 'Das bist du: Verlass stattdessen den Verein.',
  },
  TOO_MANY_GOALS: {
    en: 'The club has {max, number} goals that are not over: end one first.',
    de: 'Der Verein hat {max, number} laufende Ziele: Beende zuerst eins.',
  },
  CHALLENGE_OVER: {
    en: 'The challenge has ended.',
    de: 'Die Challenge ist vorbei.',
  },
  CHALLENGE_CANCELLED: {
    en: 'The challenge is cancelled.',
    de: 'Die Challenge ist abgesagt.',
  },
  DATES_STAY: {
    en: 'The dates stay: it has begun, somebody has joined, or a brand sponsors it.',
    de: 'Die Tage bleiben: Sie hat begonnen, jemand macht mit, oder eine Marke sponsert sie.',
  },
  NOT_BETWEEN_CLUBS: {
    en: 'This is no challenge between clubs.',
    de: 'Das ist keine Challenge zwischen Vereinen.',
  },
  TOO_MANY_TEAMS: {
    en: 'The challenge has {max, number} clubs, and no more can enter.',
    de: 'Bei der Challenge sind {max, number} Vereine, mehr gehen nicht.',
  },
  HAD_SPONSOR: {
    en: 'This challenge had a sponsor, and those who joined it agreed to share with that one alone.',
    de: 'Diese Challenge hatte einen Sponsor, und wer mitmacht, hat nur diesem zugestimmt.',
  },
  HAS_SPONSOR: {
    en: 'This challenge has a sponsor already.',
    de: 'Diese Challenge hat schon einen Sponsor.',
  },
  NOTHING_TO_FREEZE: {
    en: 'No streak ends today, so there is nothing to freeze.',
    de: 'Heute endet keine Serie, also gibt es nichts einzufrieren.',
  },
  NO_FREEZE_LEFT: {
    en: 'There is no freeze left this month.',
    de: 'In diesem Monat ist kein Freeze mehr übrig.',
  },
  PAYS_ALREADY: {
    en: 'You pay for Premium already.',
    de: 'Du zahlst schon für Premium.',
  },
  NO_SUBSCRIPTION: {
    en: 'You have no subscription.',
    de: 'Du hast kein Abo.',
  },
  SUBSCRIPTION_OVER: {
    en: 'Your subscription has ended.',
    de: 'Dein Abo ist beendet.',
  },
  PAYMENT_OVERDUE: {
    en: 'A payment is overdue: pay it first.',
    de: 'Eine Zahlung ist überfällig: Bezahle sie zuerst.',
  },
  PAYMENT_REFUSED: {
    en: 'The payment was refused. Nothing was changed.',
    de: 'Die Zahlung wurde abgelehnt. Es ist nichts geändert.',
  },
  PLAN_NOT_SOLD: {
    en: 'This plan is not sold in your currency.',
    de: 'Dieses Abo gibt es nicht in deiner Währung.',
  },
  BRAND_TAKEN: {
    en: 'A brand with this short name exists already.',
    de: 'Eine Marke mit diesem Kurznamen gibt es schon.',
  },
  KEY_OVER: {
    en: 'This key is revoked or has expired: make a new one.',
    de: 'Dieser Schlüssel ist widerrufen oder abgelaufen: Erstelle einen neuen.',
  },
  TOO_MANY_KEYS: {
    en: 'A brand has at most {max, number} keys: revoke one that is not needed.',
    de: 'Eine Marke hat höchstens {max, number} Schlüssel: Widerrufe einen, den niemand braucht.',
  },
  TOO_MANY_WEBHOOKS: {
    en: 'A brand has at most {max, number} webhooks.',
    de: 'Eine Marke hat höchstens {max, number} Webhooks.',
  },
  WEBHOOK_OFF: {
    en: 'This webhook is disabled. What it was not told is kept until it is enabled.',
    de: 'Dieser Webhook ist aus. Was er nicht erfuhr, ist aufgehoben, bis er wieder an ist.',
  },
  PUSH_OFF: {
    en: 'Pushes are off on this platform.',
    de: 'Auf dieser Plattform sind Pushes aus.',
  },
  CASE_DECIDED: {
    en: 'This case is decided.',
    de: 'Dieser Fall ist entschieden.',
  },
  NOBODY_ANSWERS: {
    en: 'Nobody answers for it any more.',
    de: 'Dafür steht niemand mehr ein.',
  },
  GONE_ALREADY: {
    en: 'It is gone already: dismiss the case.',
    de: 'Es ist schon weg: Schließe den Fall.',
  },
  APPEALED_BEFORE: {
    en: 'You have appealed this before.',
    de: 'Du hast hier schon widersprochen.',
  },
  TOO_MANY_MUTES: {
    en: 'You can mute at most {max, number} athletes.',
    de: 'Du kannst höchstens {max, number} Personen stummschalten.',
  },
  COMMENT_HELD: {
    en: 'This comment waits for a moderator: nobody can answer it yet.',
    de: 'Dieser Kommentar wartet auf die Moderation: Noch kann niemand antworten.',
  },
  COMMENTS_CLOSED: {
    en: 'The comments here are closed.',
    de: 'Hier kann niemand mehr kommentieren.',
  },
  TAKEN: {
    en: 'That is taken.',
    de: 'Das ist schon vergeben.',
  },
})
