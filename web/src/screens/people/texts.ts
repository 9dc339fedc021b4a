import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'People', de: 'Leute' },
  search: { en: 'Name or handle', de: 'Name oder Kürzel' },
  found: { en: 'Found', de: 'Gefunden' },
  foundCount: {
    en: '{count, plural, =0 {Nobody found} one {# athlete} other {# athletes}}',
    de: '{count, plural, =0 {Niemand gefunden} one {# Person} other {# Personen}}',
  },
  nobody: { en: 'Nobody goes by “{text}”', de: 'So heißt niemand: „{text}“' },
  nobodyMore: {
    en: 'Names and handles are found by how they begin.',
    de: 'Namen und Kürzel findet man an ihrem Anfang.',
  },
  requests: { en: 'They ask to follow you', de: 'Sie möchten dir folgen' },
  accept: { en: 'Accept', de: 'Annehmen' },
  acceptWho: { en: 'Accept {name}', de: 'Annehmen: {name}' },
  decline: { en: 'Decline', de: 'Ablehnen' },
  declineWho: { en: 'Decline {name}', de: 'Ablehnen: {name}' },
  suggested: { en: 'You may know', de: 'Kennst du vielleicht' },
  noSuggestions: { en: 'Nobody to suggest right now', de: 'Gerade niemand vorzuschlagen' },
  noSuggestionsMore: {
    en: 'Clubs, challenges and segments bring people together. Or search for somebody.',
    de: 'Vereine, Challenges und Segmente bringen Leute zusammen. Oder suche jemanden.',
  },
  toClubs: { en: 'Find a club', de: 'Verein finden' },
  toChallenges: { en: 'Challenges', de: 'Challenges' },
  dismiss: { en: 'Not now', de: 'Jetzt nicht' },
  dismissWho: { en: 'Not now: {name}', de: 'Jetzt nicht: {name}' },
  away: { en: 'This is not there right now.', de: 'Das ist gerade nicht da.' },
  notKept: { en: 'That was not kept.', de: 'Das ist nicht gespeichert.' },
  more: { en: 'Show more', de: 'Mehr zeigen' },
})
