import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Live', de: 'Live' },
  yours: { en: 'Your live session', de: 'Deine Live-Runde' },
  startMore: {
    en: 'Others see where you are while you are out, as your privacy allows. This page sends it, so keep it open.',
    de: 'Andere sehen, wo du unterwegs bist, soweit deine Privatsphäre es zulässt. Diese Seite sendet es, also lass sie offen.',
  },
  sport: { en: 'Sport', de: 'Sportart' },
  whoSees: { en: 'Who sees it', de: 'Wer es sieht' },
  EVERYONE: { en: 'Everyone', de: 'Alle' },
  FOLLOWERS: { en: 'Followers', de: 'Follower' },
  ONLY_ME: { en: 'Only you, and who has the link', de: 'Nur du, und wer den Link hat' },
  start: { en: 'Start now', de: 'Jetzt starten' },
  startFailed: { en: 'It did not start. Try again.', de: 'Das hat nicht geklappt. Versuch es noch einmal.' },
  open: { en: 'Open it', de: 'Ansehen' },
  out: { en: 'Out right now', de: 'Gerade unterwegs' },
  map: { en: 'Map of who is out', de: 'Karte, wer unterwegs ist' },
  nobody: { en: 'Nobody you follow is out', de: 'Niemand, dem du folgst, ist unterwegs' },
  nobodyMore: { en: 'When somebody starts, they appear here.', de: 'Wenn jemand startet, steht es hier.' },
  somebody: { en: 'Somebody', de: 'Jemand' },
  LIVE: { en: 'On the way', de: 'Unterwegs' },
  PAUSED: { en: 'Paused', de: 'Macht Pause' },
  ENDED: { en: 'Finished', de: 'Im Ziel' },
  LOST: { en: 'No signal', de: 'Kein Signal' },
  hidden: { en: 'No position to be seen now', de: 'Gerade keine Position zu sehen' },
  since: { en: 'started {when}', de: 'gestartet {when}' },
})
