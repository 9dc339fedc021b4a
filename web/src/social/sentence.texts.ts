import { texts } from '../texts/catalogue.ts'

/** The sentences of notifications. A name that somebody may not see any more is `unnamed`, and the sentence says what it is instead. */
export default texts({
  quoted: { en: '“{name}”', de: '„{name}“' },
  whoAndWho: { en: '{first} and {second}', de: '{first} und {second}' },
  whoAndMore: {
    en: '{first} and {others, plural, one {# other} other {# others}}',
    de: '{first} und {others, number} mehr',
  },
  somebody: {
    en: '{count, plural, one {An athlete} other {# athletes}}',
    de: '{count, plural, one {Jemand anderes} other {# Leute}}',
  },
  KUDOS: {
    en: '{who} gave kudos to {on, select, post {your post} comment {your comment} other {{what, select, unnamed {your activity} other {{what}}}}}',
    de: 'Kudos von {who} für {on, select, post {deinen Beitrag} comment {deinen Kommentar} other {{what, select, unnamed {deine Aktivität} other {{what}}}}}',
  },
  COMMENT: {
    en: '{who} commented on {on, select, post {your post} other {{what, select, unnamed {your activity} other {{what}}}}}',
    de: 'Kommentar von {who} zu {on, select, post {deinem Beitrag} other {{what, select, unnamed {deiner Aktivität} other {{what}}}}}',
  },
  reply: {
    en: '{who} replied to your comment on {on, select, post {a post} other {{what, select, unnamed {an activity} other {{what}}}}}',
    de: 'Antwort von {who} auf deinen Kommentar zu {on, select, post {einem Beitrag} other {{what, select, unnamed {einer Aktivität} other {{what}}}}}',
  },
  MENTION: {
    en: '{who} mentioned you in {on, select, post {a post} postComment {a comment on a post} other {a comment{what, select, unnamed {} other { on {what}}}}}',
    de: 'Erwähnt von {who} in {on, select, post {einem Beitrag} postComment {einem Kommentar zu einem Beitrag} other {einem Kommentar{what, select, unnamed {} other { zu {what}}}}}',
  },
  CHEER: {
    en: '{who} {count, plural, one {is cheering} other {are cheering}} for you{what, select, none {} unnamed { at an event} other { at {what}}}',
    de: '{who} {count, plural, one {feuert dich an} other {feuern dich an}}{what, select, none {} unnamed { bei einem Termin} other { bei {what}}}',
  },
  said: { en: '{text}: “{words}”', de: '{text}: „{words}“' },
  because: { en: '{text}: {why}', de: '{text}: {why}' },
  FOLLOWED: {
    en: '{count, plural, one {{who} is following you} other {{who} are following you}}',
    de: '{count, plural, one {Dir folgt jetzt {who}} other {Dir folgen jetzt {who}}}',
  },
  FOLLOW_REQUESTED: { en: '{who} asked to follow you', de: 'Anfrage von {who}, dir zu folgen' },
  FOLLOW_ACCEPTED: { en: '{who} accepted your request', de: 'Deine Anfrage wurde von {who} angenommen' },
  LIVE_STARTED: { en: '{who} went live', de: 'Live-Aufzeichnung von {who} läuft' },
  NUDGE: {
    en: '{who} has not been out for two weeks. You follow each other: a cheer from you may help',
    de: '{who} war zwei Wochen nicht unterwegs. Ihr folgt einander: Ein Zuruf von dir hilft vielleicht',
  },
  UPLOAD_DONE: {
    en: '{what, select, unnamed {Your upload} other {{what}}} is ready',
    de: '{what, select, unnamed {Deine Datei} other {{what}}} ist fertig',
  },
  uploadsDone: {
    en: '{count, number} older recordings are ready',
    de: '{count, number} ältere Aufzeichnungen sind fertig',
  },
  UPLOAD_FAILED: {
    en: '{what, select, unnamed {Your upload} other {{what}}} could not be used',
    de: '{what, select, unnamed {Deine Datei} other {{what}}} ließ sich nicht verwenden',
  },
  IMPORT_DONE: {
    en: '{what, select, unnamed {Your archive} other {{what}}}: {imported, plural, one {one recording was imported} other {# recordings were imported}}{duplicates, plural, =0 {} one {, one was there already} other {, # were there already}}{failed, plural, =0 {} one {, one file could not be used} other {, # files could not be used}}',
    de: '{what, select, unnamed {Dein Archiv} other {{what}}}: {imported, plural, one {eine Aufzeichnung übernommen} other {# Aufzeichnungen übernommen}}{duplicates, plural, =0 {} one {, eine war schon da} other {, # waren schon da}}{failed, plural, =0 {} one {, eine Datei nicht brauchbar} other {, # Dateien nicht brauchbar}}',
  },
  SEGMENT_RECORD: {
    en: 'You set the record on {what, select, unnamed {a segment} other {{what}}}',
    de: 'Du hast den Rekord auf {what, select, unnamed {einem Segment} other {{what}}}',
  },
  SEGMENT_RECORD_LOST: {
    en: '{who} took your record on {what, select, unnamed {a segment} other {{what}}}',
    de: 'Dein Rekord auf {what, select, unnamed {einem Segment} other {{what}}} ist von {who} gebrochen',
  },
  CHALLENGE_STARTED: {
    en: '{what, select, unnamed {A challenge} other {{what}}} has begun',
    de: '{what, select, unnamed {Eine Challenge} other {{what}}} hat begonnen',
  },
  CHALLENGE_ENTERED: {
    en: '{club, select, unnamed {A club of yours} other {{club}}} takes part in {what, select, unnamed {a challenge} other {{what}}}: join to score for it',
    de: '{club, select, unnamed {Einer deiner Vereine} other {{club}}} macht bei {what, select, unnamed {einer Challenge} other {{what}}} mit: Mach mit, um dafür zu punkten',
  },
  CHALLENGE_OVERTAKEN: {
    en: '{who} overtook you in {what, select, unnamed {a challenge} other {{what}}}',
    de: 'Überholt von {who} in {what, select, unnamed {einer Challenge} other {{what}}}',
  },
  CHALLENGE_COMPLETED: {
    en: 'You completed {what, select, unnamed {a challenge} other {{what}}}',
    de: 'Du hast {what, select, unnamed {eine Challenge} other {{what}}} geschafft',
  },
  CHALLENGE_ENDED: {
    en: '{what, select, unnamed {A challenge} other {{what}}} has ended',
    de: '{what, select, unnamed {Eine Challenge} other {{what}}} ist zu Ende',
  },
  ranked: {
    en: 'You came {rank, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} of {participants, number} in {what, select, unnamed {a challenge} other {{what}}}',
    de: 'Platz {rank, number} von {participants, number} in {what, select, unnamed {einer Challenge} other {{what}}}',
  },
  GEAR_WORN: {
    en: '{what, select, unnamed {Your gear} other {{what}}} has reached the distance you set for it',
    de: '{what, select, unnamed {Deine Ausrüstung} other {{what}}} hat die Strecke hinter sich, die du gesetzt hast',
  },
  ACTIVITY_HELD_OUT: {
    en: '{what, select, unnamed {Your activity} other {{what}}} does not count in clubs and challenges',
    de: '{what, select, unnamed {Deine Aktivität} other {{what}}} zählt nicht in Vereinen und Challenges',
  },
  heldOut: {
    en: '{reason, select, IMPOSSIBLE_SPEED {it is faster than anybody in its sport} WRONG_SPORT {it moves like a ride and not on foot, so its sport may be wrong} MOTOR_VEHICLE {it moves like a car or another vehicle} E_BIKE {it moves like an e-bike; if it was one, correct its sport} SAME_TRACK {somebody else had uploaded the same track before} other {nobody can have done it so}}',
    de: '{reason, select, IMPOSSIBLE_SPEED {Sie ist schneller als irgendjemand in ihrer Sportart} WRONG_SPORT {Sie bewegt sich wie eine Fahrt und nicht zu Fuß, also stimmt die Sportart vielleicht nicht} MOTOR_VEHICLE {Sie bewegt sich wie ein Auto oder anderes Fahrzeug} E_BIKE {Sie bewegt sich wie ein E-Bike; war es eines, berichtige die Sportart} SAME_TRACK {Jemand anderes hatte dieselbe Aufzeichnung schon hochgeladen} other {So kann es niemand getan haben}}',
  },
  judged: {
    en: '{what, select, unnamed {Your activity} other {{what}}} {counts, select, yes {counts} other {does not count}} in {place}: {by, select, staff {the staff has decided} other {its organisers have decided}}',
    de: '{what, select, unnamed {Deine Aktivität} other {{what}}} zählt {counts, select, yes {} other {nicht }}in {place}: So hat {by, select, staff {das Team von Gruppetto entschieden} other {entschieden, wer veranstaltet}}',
  },
  PREMIUM_CHANGED: { en: 'Your plan has changed', de: 'Dein Tarif hat sich geändert' },
  premiumBegun: { en: 'You have Gruppetto Premium now', de: 'Du hast jetzt Gruppetto Premium' },
  premiumEnded: { en: 'Your Gruppetto Premium has ended', de: 'Dein Gruppetto Premium ist zu Ende' },
  BADGE_AWARDED: {
    en: 'You earned {what, select, unnamed {a badge} other {{what}}}{others, plural, =0 {} one { and another badge} other { and # other badges}}',
    de: 'Du hast dir {what, select, unnamed {ein Abzeichen} other {{what}}}{others, plural, =0 {} one { und noch ein Abzeichen} other { und # weitere Abzeichen}} verdient',
  },
  STREAK_AT_RISK: { en: 'Your streak ends tonight', de: 'Deine Serie endet heute Nacht' },
  streakDays: {
    en: 'Your streak of {count, plural, one {one day} other {# days}} ends tonight: move a little, or use a freeze',
    de: 'Deine Serie von {count, plural, one {einem Tag} other {# Tagen}} endet heute Nacht: Beweg dich ein wenig, oder friere den Tag ein',
  },
  streakWeeks: {
    en: 'Your streak of {count, plural, one {one week} other {# weeks}} ends tonight: move a little, or use a freeze',
    de: 'Deine Serie von {count, plural, one {einer Woche} other {# Wochen}} endet heute Nacht: Beweg dich ein wenig, oder friere den Tag ein',
  },
  MODERATION: { en: 'There is a decision about what you have made', de: 'Es gibt eine Entscheidung über etwas von dir' },
  suspended: {
    en: 'Your account is suspended: you can still read, and appeal',
    de: 'Dein Konto ist gesperrt: Du kannst noch lesen und Einspruch erheben',
  },
  upheld: {
    en: 'Your appeal was refused: the decision stays',
    de: 'Dein Einspruch ist abgelehnt: Es bleibt bei der Entscheidung',
  },
  unsuspended: { en: 'Your suspension was lifted', de: 'Deine Sperre ist aufgehoben' },
  restored: {
    en: 'Your appeal was granted: {kind, select, ACTIVITY {your activity} POST {your post} COMMENT {your comment} EVENT {your event} CHALLENGE {your challenge} LIVE_SESSION {your live session} PHOTO {your photo} other {what you had made}} is free again',
    de: 'Deinem Einspruch ist stattgegeben: {kind, select, ACTIVITY {Deine Aktivität} POST {Dein Beitrag} COMMENT {Dein Kommentar} EVENT {Dein Termin} CHALLENGE {Deine Challenge} LIVE_SESSION {Deine Live-Aufzeichnung} PHOTO {Dein Foto} other {Was von dir war}} ist wieder frei',
  },
  hidden: {
    en: '{kind, select, ACTIVITY {Your activity} other {Your live session}} was hidden from others by the staff: you can appeal',
    de: '{kind, select, ACTIVITY {Deine Aktivität} other {Deine Live-Aufzeichnung}} ist vom Team von Gruppetto vor anderen verborgen: Du kannst Einspruch erheben',
  },
  removed: {
    en: '{kind, select, POST {Your post} COMMENT {Your comment} EVENT {Your event} CHALLENGE {Your challenge} PHOTO {Your photo} other {Something that you had made}} was removed by {by, select, club {the moderators of your club} other {the staff}}: you can appeal',
    de: '{kind, select, POST {Dein Beitrag} COMMENT {Dein Kommentar} EVENT {Dein Termin} CHALLENGE {Deine Challenge} PHOTO {Dein Foto} other {Etwas von dir}} wurde {by, select, club {von der Moderation deines Vereins} other {vom Team von Gruppetto}} entfernt: Du kannst Einspruch erheben',
  },
  reasons: { en: '{text} ({reasons})', de: '{text} ({reasons})' },
  SPAM: { en: 'spam', de: 'Werbung' },
  HARASSMENT: { en: 'harassment', de: 'Belästigung' },
  CHEATING: { en: 'cheating', de: 'Betrug' },
  WRONG_SPORT: { en: 'wrong sport', de: 'falsche Sportart' },
  DANGEROUS: { en: 'dangerous', de: 'gefährlich' },
  OTHER: { en: 'another reason', de: 'anderer Grund' },
  CLUB_INVITED: {
    en: '{who} invites you to {what, select, unnamed {a club} other {{what}}}',
    de: '{who} lädt dich in {what, select, unnamed {einen Verein} other {{what}}} ein',
  },
  CLUB_JOIN_REQUESTED: {
    en: '{who} would like to join {what, select, unnamed {your club} other {{what}}}',
    de: 'Anfrage von {who} für {what, select, unnamed {deinen Verein} other {{what}}}',
  },
  CLUB_JOINED: {
    en: 'You are now a member of {what, select, unnamed {a club} other {{what}}}',
    de: '{what, select, unnamed {Ein Verein} other {{what}}} hat dich aufgenommen',
  },
  CLUB_ROLE_CHANGED: {
    en: 'You have another role in {what, select, unnamed {a club} other {{what}}}{role, select, ADMIN {: you are an admin} MODERATOR {: you are a moderator} MEMBER {: you are a member without one} other {}}',
    de: 'Du hast in {what, select, unnamed {einem Verein} other {{what}}} eine andere Rolle{role, select, ADMIN {: Du bist Admin} MODERATOR {: Du moderierst} MEMBER {: Du bist Mitglied ohne Rolle} other {}}',
  },
  CLUB_INHERITED: {
    en: 'You are now the owner of {what, select, unnamed {a club} other {{what}}}, since its owner has left',
    de: '{what, select, unnamed {Ein Verein} other {{what}}} gehört jetzt dir, weil der bisherige Besitzer gegangen ist',
  },
  CLUB_OFFERED: {
    en: '{who} would hand {what, select, unnamed {a club} other {{what}}} over to you: you can accept or decline',
    de: '{who} würde dir {what, select, unnamed {einen Verein} other {{what}}} übergeben: Du kannst annehmen oder ablehnen',
  },
  CLUB_OFFER_ANSWERED: {
    en: '{who} has answered your offer of {what, select, unnamed {your club} other {{what}}}',
    de: '{who} hat auf dein Angebot geantwortet: {what, select, unnamed {dein Verein} other {{what}}}',
  },
  offerAccepted: {
    en: '{who} is now the owner of {what, select, unnamed {your club} other {{what}}}',
    de: '{what, select, unnamed {Dein Verein} other {{what}}} gehört jetzt {who}',
  },
  offerDeclined: {
    en: '{who} declined your offer of {what, select, unnamed {your club} other {{what}}}',
    de: '{who} hat {what, select, unnamed {deinen Verein} other {{what}}} nicht angenommen',
  },
  CLUB_POST: {
    en: '{who} wrote in {what, select, unnamed {a club} other {{what}}}',
    de: 'Beitrag von {who} in {what, select, unnamed {einem Verein} other {{what}}}',
  },
  EVENT_SCHEDULED: {
    en: 'New event: {what, select, unnamed {in a club of yours} other {{what}}}',
    de: 'Neuer Termin: {what, select, unnamed {in einem deiner Vereine} other {{what}}}',
  },
  EVENT_REMINDER: {
    en: '{what, select, unnamed {An event of a club} other {{what}}} begins soon',
    de: '{what, select, unnamed {Ein Termin eines Vereins} other {{what}}} steht an',
  },
  begins: { en: '{what} begins: {when}', de: '{what} beginnt: {when}' },
  EVENT_CHANGED: {
    en: '{what, select, unnamed {An event of a club} other {{what}}} has changed',
    de: '{what, select, unnamed {Ein Termin eines Vereins} other {{what}}} hat sich geändert',
  },
  cancelled: { en: '{what} on {when} is cancelled', de: '{what} am {when} ist abgesagt' },
  freed: { en: '{what}: you have a place, {when}', de: '{what}: Du hast einen Platz, {when}' },
  takesPlace: { en: '{what} takes place after all: {when}', de: '{what} findet doch statt: {when}' },
  moved: { en: '{what} is now on {when}, not {before}', de: '{what} ist jetzt am {when}, nicht {before}' },
  elsewhere: { en: '{what} on {when} is now at {place}', de: '{what} am {when} ist jetzt hier: {place}' },
  placeless: { en: '{what} on {when} has no place any more', de: '{what} am {when} hat keinen Ort mehr' },
  rerouted: {
    en: '{what} on {when} has {route, select, yes {a new route} other {no route any more}}',
    de: '{what} am {when} hat {route, select, yes {eine neue Strecke} other {keine Strecke mehr}}',
  },
  with: { en: '{text}, {more}', de: '{text}, {more}' },
  byNewRoute: { en: 'by a new route', de: 'auf einer neuen Strecke' },
  withoutRoute: { en: 'without its route', de: 'ohne Strecke' },
  otherDates: {
    en: '{text} (and {count, plural, one {one other date} other {# other dates}})',
    de: '{text} (und {count, plural, one {ein weiterer Termin} other {# weitere Termine}})',
  },
  EXPORT_READY: {
    en: 'Your data export is ready: it can be fetched for seven days',
    de: 'Dein Datenexport ist fertig: Er liegt sieben Tage bereit',
  },
  DIGEST: { en: 'Your week: see what happened', de: 'Deine Woche: Sieh, was war' },
  week: { en: 'Your week: {parts}', de: 'Deine Woche: {parts}' },
  weekOut: {
    en: 'you were out {count, plural, one {one time} other {# times}}{than, select, LONGER {, longer than in a usual week} SHORTER {, shorter than in a usual week} AS_USUAL {, as long as in a usual week} other {}}',
    de: '{count, plural, one {einmal unterwegs} other {#-mal unterwegs}}{than, select, LONGER {, länger als sonst} SHORTER {, kürzer als sonst} AS_USUAL {, so lange wie sonst} other {}}',
  },
  weekFriends: {
    en: '{count, plural, one {one athlete whom you follow was out} other {# athletes whom you follow were out}}',
    de: '{count, plural, one {eine Person, der du folgst, war unterwegs} other {# Leute, denen du folgst, waren unterwegs}}',
  },
  weekGoals: {
    en: '{reached, number} of {count, plural, one {one goal} other {# goals}} reached',
    de: '{reached, number} von {count, plural, one {einem Ziel} other {# Zielen}} erreicht',
  },
  weekEvents: {
    en: '{count, plural, one {one event coming up} other {# events coming up}}',
    de: '{count, plural, one {ein Termin steht an} other {# Termine stehen an}}',
  },
})
