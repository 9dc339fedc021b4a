import { texts } from '../texts/catalogue.ts'

/** What is wrong with a field, by the rule that the platform names. */
export default texts({
  REQUIRED: { en: 'This is needed.', de: 'Das wird gebraucht.' },
  TOO_SHORT: {
    en: 'At least {min, plural, one {# character} other {# characters}}.',
    de: 'Mindestens {min, plural, one {# Zeichen} other {# Zeichen}}.',
  },
  TOO_LONG: {
    en: 'At most {max, plural, one {# character} other {# characters}}.',
    de: 'Höchstens {max, plural, one {# Zeichen} other {# Zeichen}}.',
  },
  atLeast: { en: 'At least {min}.', de: 'Mindestens {min}.' },
  atMost: { en: 'At most {max}.', de: 'Höchstens {max}.' },
  above: { en: 'More than {min}.', de: 'Mehr als {min}.' },
  below: { en: 'Less than {max}.', de: 'Weniger als {max}.' },
  OUT_OF_RANGE: { en: 'From {min} to {max}.', de: 'Von {min} bis {max}.' },
  TOO_SMALL: { en: 'That is too little.', de: 'Das ist zu wenig.' },
  TOO_LARGE: { en: 'That is too much.', de: 'Das ist zu viel.' },
  NOT_WHOLE: { en: 'A whole number, please.', de: 'Bitte eine ganze Zahl.' },
  TOO_FEW: { en: 'At least {min, number} of them.', de: 'Mindestens {min, number} davon.' },
  TOO_MANY: { en: 'There may be {max, number} at most.', de: 'Es dürfen höchstens {max, number} sein.' },
  NOT_ONE_OF: { en: 'That is none of the choices.', de: 'Das steht nicht zur Wahl.' },
  WRONG_FORMAT: { en: 'That does not look right.', de: 'Das sieht nicht richtig aus.' },
  format_EmailAddress: { en: 'That is no e-mail address.', de: 'Das ist keine E-Mail-Adresse.' },
  format_Handle: {
    en: '3 to 30 letters a to z and digits, with single _ and dots between them.',
    de: '3 bis 30 Buchstaben a bis z und Ziffern, dazwischen einzelne _ und Punkte.',
  },
  format_Slug: {
    en: '3 to 80 letters a to z and digits, with single hyphens between them.',
    de: '3 bis 80 Buchstaben a bis z und Ziffern, dazwischen einzelne Bindestriche.',
  },
  format_TimeZone: { en: 'That is no time zone.', de: 'Das ist keine Zeitzone.' },
  format_TimeOfDay: { en: 'A time of day, such as 22:00.', de: 'Eine Uhrzeit, etwa 22:00.' },
  format_URL: { en: 'That is no web address.', de: 'Das ist keine Webadresse.' },
  format_Date: { en: 'That is no day.', de: 'Das ist kein Tag.' },
  format_DateTime: { en: 'That is no day and time.', de: 'Das ist kein Zeitpunkt.' },
  format_HEIC: {
    en: 'HEIC can’t be read here: send the picture as JPEG.',
    de: 'HEIC lässt sich hier nicht lesen: Sende das Bild als JPEG.',
  },
  format_Color: { en: 'That is no colour such as #00457c.', de: 'Das ist keine Farbe wie #00457c.' },
  format_Site: {
    en: 'The address of a site, with https and without a path.',
    de: 'Die Adresse einer Website, mit https und ohne Pfad.',
  },
  format_PublicURL: {
    en: 'It has to be an https address that anybody can reach.',
    de: 'Es muss eine https-Adresse sein, die von überall erreichbar ist.',
  },
  WRONG_CHARACTERS: { en: 'There are characters in it that can’t be used.', de: 'Darin sind Zeichen, die nicht gehen.' },
  IN_THE_PAST: { en: 'That is in the past.', de: 'Das liegt in der Vergangenheit.' },
  IN_THE_FUTURE: { en: 'That is in the future.', de: 'Das liegt in der Zukunft.' },
  TOO_EARLY: { en: 'That is too early.', de: 'Das ist zu früh.' },
  TOO_LATE: { en: 'That is too late.', de: 'Das ist zu spät.' },
  WRONG: { en: 'That is wrong.', de: 'Das stimmt nicht.' },
  EASY_TO_GUESS: { en: 'That is easy to guess. Choose another.', de: 'Das lässt sich leicht erraten. Nimm ein anderes.' },
  RESERVED: { en: 'That is reserved.', de: 'Das ist reserviert.' },
  TAKEN: { en: 'That is taken.', de: 'Das ist schon vergeben.' },
  TOO_OFTEN: {
    en: 'Changed too often lately. Possible again on {day}.',
    de: 'Zuletzt zu oft geändert. Wieder möglich am {day}.',
  },
  UNCHANGED: { en: 'That is the same as before.', de: 'Das ist dasselbe wie vorher.' },
  EXPIRED: { en: 'That does not hold any more.', de: 'Das gilt nicht mehr.' },
  OVERLAPS: { en: 'That overlaps another one.', de: 'Das überschneidet sich mit einem anderen.' },
  // For fields without words below. The platform, which speaks English, says more.
  INVALID: { en: '{message}', de: '{message, select, other {Das geht so nicht.}}' },
  UNUSABLE: { en: '{message}', de: '{message, select, other {Das lässt sich hier nicht verwenden.}}' },
  not_photoIds: {
    en: 'One of the photos can’t be used any more. Take it out and send it again.',
    de: 'Eines der Fotos lässt sich nicht mehr verwenden. Nimm es heraus und sende es noch einmal.',
  },
  not_avatarPhotoId: {
    en: 'This picture can’t be used any more. Send it again.',
    de: 'Dieses Bild lässt sich nicht mehr verwenden. Sende es noch einmal.',
  },
  not_gearId: {
    en: 'That is no longer in use, or none of yours.',
    de: 'Das ist nicht mehr in Gebrauch oder nicht deins.',
  },
  not_productId: { en: 'There is no such product here.', de: 'Dieses Produkt gibt es hier nicht.' },
  not_routeGpx: {
    en: 'There is no route in the file that can be used.',
    de: 'In der Datei ist keine Route, die sich verwenden lässt.',
  },
  not_code: {
    en: 'This code goes elsewhere: gifts are redeemed, all others lower a price.',
    de: 'Dieser Code gilt an anderer Stelle: Geschenke löst du ein, alle anderen senken einen Preis.',
  },
  not_recurrence: { en: 'An event can’t repeat like this.', de: 'So lässt sich ein Termin nicht wiederholen.' },
  not_timeZone: {
    en: 'A single date keeps the time zone of its series.',
    de: 'Ein einzelner Termin behält die Zeitzone seiner Serie.',
  },
  not_slug: {
    en: 'A secret club chooses no address of its own.',
    de: 'Ein geheimer Verein wählt seine Adresse nicht selbst.',
  },
  not_crop: { en: 'Too little of the recording is left.', de: 'Von der Aufzeichnung bleibt zu wenig übrig.' },
  not_toSeconds: {
    en: 'This part is too short, or reaches beyond the end.',
    de: 'Dieser Teil ist zu kurz oder reicht über das Ende hinaus.',
  },
  not_metric: {
    en: 'That can’t be counted in a challenge of this kind.',
    de: 'Das lässt sich in einer Challenge dieser Art nicht zählen.',
  },
  not_bestOfTeam: {
    en: 'Best times don’t add up, so clubs can’t compete with them.',
    de: 'Bestzeiten lassen sich nicht zusammenzählen, also können Vereine damit nicht gegeneinander antreten.',
  },
  not_membersOnly: {
    en: 'The club is not open to all, so its members alone can take part.',
    de: 'Der Verein ist nicht für alle offen, also können nur Mitglieder teilnehmen.',
  },
  not_currency: { en: 'This currency can’t be used here.', de: 'Diese Währung lässt sich hier nicht verwenden.' },
  not_months: {
    en: 'So many months are not sold in your currency.',
    de: 'So viele Monate gibt es in deiner Währung nicht.',
  },
  not_feed: {
    en: '{message}',
    de: '{message, select, other {Das ist keine Produktliste: Ihre erste Zeile nennt die Spalten id, title, link, price, availability und product_type, jede einmal, und die Datei ist UTF-8.}}',
  },
  not_until: {
    en: 'It has to end at another time than it begins.',
    de: 'Das Ende muss ein anderer Zeitpunkt sein als der Anfang.',
  },
  not_sku: { en: 'Another product has this number.', de: 'Ein anderes Produkt hat diese Nummer.' },
})
