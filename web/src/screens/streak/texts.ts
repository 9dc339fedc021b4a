import { texts } from '../../texts/catalogue.ts'

export default texts({
  streak: { en: 'Streak', de: 'Serie' },
  days: { en: '{count, plural, one {# day} other {# days}}', de: '{count, plural, one {# Tag} other {# Tage}}' },
  weekCount: { en: '{count, plural, one {# week} other {# weeks}}', de: '{count, plural, one {# Woche} other {# Wochen}}' },
  longest: { en: 'Longest', de: 'Längste' },
  weeks: { en: 'Weeks in a row', de: 'Wochen in Folge' },
  longestWeeks: { en: 'Longest in weeks', de: 'Längste in Wochen' },
  atRisk: {
    en: 'It ends tonight, unless you move or freeze the day. Ten cheers for others keep it too.',
    de: 'Sie endet heute Nacht, wenn du dich nicht bewegst oder den Tag einfrierst. Zehn Zurufe für andere erhalten sie auch.',
  },
  freeze: { en: 'Freeze today', de: 'Heute einfrieren' },
  frozen: { en: 'Today is frozen: the streak goes on.', de: 'Heute ist eingefroren: Die Serie geht weiter.' },
  freezesLeft: {
    en: '{count, plural, =0 {No freezes left this month} one {# freeze left this month} other {# freezes left this month}}',
    de: '{count, plural, =0 {Keine mehr diesen Monat} one {Noch # diesen Monat} other {Noch # diesen Monat}}',
  },
  automatic: { en: 'Freeze by itself', de: 'Von selbst einfrieren' },
  automaticMore: {
    en: 'Overnight, after a day with which a streak of three or more would have ended.',
    de: 'Über Nacht, nach einem Tag, mit dem eine Serie ab drei geendet hätte.',
  },
  notKept: { en: 'That was not kept.', de: 'Das ist nicht gespeichert.' },
  pauses: { en: 'Rest and holidays', de: 'Ruhe und Urlaub' },
  pausesMore: {
    en: 'Set beforehand, no day of it breaks the streak, none counts, and no reminder comes. 92 days at most.',
    de: 'Vorher eingetragen, bricht kein Tag davon die Serie, keiner zählt, und keine Erinnerung kommt. Höchstens 92 Tage.',
  },
  fromUntil: { en: '{from} to {until}', de: '{from} bis {until}' },
  from: { en: 'From', de: 'Von' },
  until: { en: 'Until', de: 'Bis' },
  pause: { en: 'Pause', de: 'Pausieren' },
  paused: { en: 'Enjoy the rest.', de: 'Genieß die Ruhe.' },
  end: { en: 'End it', de: 'Beenden' },
  endPause: { en: 'End it: the pause from {from}', de: 'Beenden: die Pause ab {from}' },
  badges: { en: 'Badges', de: 'Abzeichen' },
  badgeCount: {
    en: '{count, plural, one {# badge} other {# badges}}',
    de: '{count, plural, one {# Abzeichen} other {# Abzeichen}}',
  },
  noBadges: {
    en: 'The first one comes with the first activity.',
    de: 'Das erste kommt mit der ersten Aktivität.',
  },
  more: { en: 'Show more', de: 'Mehr zeigen' },
})
