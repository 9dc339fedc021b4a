import { texts } from '../../texts/catalogue.ts'

export default texts({
  picture: { en: 'Picture', de: 'Bild' },
  pictureMore: { en: 'Everybody sees it beside your name.', de: 'Alle sehen es neben deinem Namen.' },
  pictureChoose: { en: 'Choose a picture', de: 'Bild wählen' },
  pictureSending: { en: 'On its way', de: 'Unterwegs' },
  pictureRemove: { en: 'Remove it', de: 'Entfernen' },
  pictureFailed: { en: 'The picture did not arrive. Try again.', de: 'Das Bild kam nicht an. Versuch es noch einmal.' },
  about: { en: 'About you', de: 'Über dich' },
  aboutMore: {
    en: 'Name and handle are for everybody; who sees the rest stands under Privacy.',
    de: 'Name und Kürzel sehen alle. Wer den Rest sieht, steht unter Privatsphäre.',
  },
  name: { en: 'Name', de: 'Name' },
  handle: { en: 'Handle', de: 'Kürzel' },
  handleHint: {
    en: 'May change twice in 30 days. The old one leads to you for 30 days, and nobody else can take it.',
    de: 'Zweimal in 30 Tagen zu ändern. Das alte führt 30 Tage lang zu dir, und niemand sonst bekommt es.',
  },
  handleTaken: { en: 'Somebody else has this handle.', de: 'Dieses Kürzel hat schon jemand.' },
  bio: { en: 'A few words', de: 'Ein paar Worte' },
  city: { en: 'City', de: 'Ort' },
  country: { en: 'Country', de: 'Land' },
  noCountry: { en: 'Not said', de: 'Keine Angabe' },
  sports: { en: 'Favourite sports', de: 'Lieblingssportarten' },
  save: { en: 'Save', de: 'Speichern' },
  saved: { en: 'Saved.', de: 'Gespeichert.' },
  writing: { en: 'Units, language, look', de: 'Einheiten, Sprache, Aussehen' },
  writingMore: {
    en: 'Units and time zone go with your account. Language and look are those of this device.',
    de: 'Einheiten und Zeitzone gelten für dein Konto, Sprache und Aussehen für dieses Gerät.',
  },
  units: { en: 'Units', de: 'Einheiten' },
  metric: { en: 'Kilometres', de: 'Kilometer' },
  imperial: { en: 'Miles', de: 'Meilen' },
  timeZone: { en: 'Time zone', de: 'Zeitzone' },
  timeZoneHint: {
    en: 'Days, weeks, streaks and quiet hours are counted in it.',
    de: 'Nach ihr zählen Tage, Wochen, Serien und ruhige Stunden.',
  },
  personaMore: {
    en: 'Nothing is taken away: it decides what stands at the top and in the menu.',
    de: 'Nichts fällt weg: Es entscheidet, was oben und im Menü steht.',
  },
  SOLO_ATHLETE_MORE: {
    en: 'Your week, your goals and your streak first. Quiet about the rest.',
    de: 'Zuerst deine Woche, deine Ziele, deine Serie. Sonst ist es still.',
  },
  SOCIAL_ENTHUSIAST_MORE: {
    en: 'The feed first, and whom you may know.',
    de: 'Zuerst das Neue von allen und wen du kennen könntest.',
  },
  CLUB_MANAGER_MORE: {
    en: 'What your clubs have coming up first, and their challenges.',
    de: 'Zuerst, was in deinen Vereinen ansteht, und ihre Challenges.',
  },
  DATA_NERD_MORE: {
    en: 'Training first: fitness, curves, zones, all of it.',
    de: 'Zuerst das Training: Fitness, Kurven, Zonen, alles.',
  },
  personaReset: { en: 'Let it follow from what I do', de: 'Soll sich aus meinem Tun ergeben' },
  personaAuto: { en: 'It follows from what you do: {which}.', de: 'Es ergibt sich aus deinem Tun: {which}.' },
})
