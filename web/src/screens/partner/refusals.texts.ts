import { texts } from '../../texts/catalogue.ts'

/** Why a line of a product feed is not used, by the code that the platform gives. */
export default texts({
  WRONG_WIDTH: {
    en: 'It has {fields, plural, one {# field} other {# fields}}, and the first line {columns, number}.',
    de: 'Sie hat {fields, plural, one {# Feld} other {# Felder}} und die erste Zeile {columns, number}.',
  },
  LOST_CHARACTERS: {
    en: 'Characters in it were lost: save the file as UTF-8.',
    de: 'Darin gingen Zeichen verloren: Speichere die Datei als UTF-8.',
  },
  WRONG_FIELD: { en: '{column}: {why}', de: '{column}: {why}' },
  WRONG_PRICE: {
    en: 'price: write it as 129.00 EUR, with a point and a currency.',
    de: 'price: Schreib ihn als 129.00 EUR, mit Punkt und Währung.',
  },
  NO_CURRENCY: {
    en: 'price: {currency} is no currency of ISO 4217.',
    de: 'price: {currency} ist keine Währung nach ISO 4217.',
  },
  TOO_MANY_DECIMALS: {
    en: 'price: {currency} has {max, plural, =0 {no decimals} one {at most one decimal} other {at most # decimals}}.',
    de: 'price: {currency} hat {max, plural, =0 {keine Nachkommastellen} one {höchstens eine Nachkommastelle} other {höchstens # Nachkommastellen}}.',
  },
  LISTED_TWICE: {
    en: 'The product stands in line {line, number} already, in {currency}.',
    de: 'Das Produkt steht schon in Zeile {line, number}, in {currency}.',
  },
  CONTRADICTS: {
    en: 'It says something else of the product than line {line, number}.',
    de: 'Sie sagt über das Produkt etwas anderes als Zeile {line, number}.',
  },
  TOO_MANY_OFFERS: {
    en: 'The product would have more than {max, number} offers.',
    de: 'Das Produkt hätte mehr als {max, number} Angebote.',
  },
})
