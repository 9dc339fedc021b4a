import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Shop', de: 'Shop' },
  disclosed: {
    en: 'Links to shops are paid: Gruppetto gets a share of what is bought through them. The price stays the same, and no shop learns who you are.',
    de: 'Links zu Shops sind Werbung: Gruppetto bekommt einen Anteil an dem, was darüber gekauft wird. Der Preis bleibt gleich, und kein Shop erfährt, wer du bist.',
  },
  search: { en: 'Search the shop', de: 'Im Shop suchen' },
  find: { en: 'Search', de: 'Suchen' },
  categories: { en: 'Categories', de: 'Kategorien' },
  all: { en: 'All', de: 'Alle' },
  SHOES: { en: 'Shoes', de: 'Schuhe' },
  BIKE: { en: 'Bikes', de: 'Räder' },
  WEARABLE: { en: 'Wearables', de: 'Uhren & Sensoren' },
  APPAREL: { en: 'Apparel', de: 'Kleidung' },
  NUTRITION: { en: 'Nutrition', de: 'Ernährung' },
  ACCESSORY: { en: 'Accessories', de: 'Zubehör' },
  forYou: { en: 'You may need', de: 'Das könnte dir fehlen' },
  forYouMore: {
    en: 'Worked out here from your own training and gear. No shop learns of it.',
    de: 'Hier ausgerechnet, aus deinem Training und deiner Ausrüstung. Kein Shop erfährt davon.',
  },
  products: { en: 'Products', de: 'Produkte' },
  found: {
    en: '{count, plural, one {# product} other {# products}}',
    de: '{count, plural, one {# Produkt} other {# Produkte}}',
  },
  PREORDER: { en: 'Comes out soon', de: 'Erscheint bald' },
  BACKORDER: { en: 'Ships later', de: 'Wird später geliefert' },
  OUT_OF_STOCK: { en: 'Out of stock', de: 'Nicht vorrätig' },
  lasts: {
    en: 'Lasts {distance}, as {owners, number} owners have found',
    de: 'Hält {distance}, nach {owners, number} Besitzern',
  },
  toShop: { en: 'To the shop', de: 'Zum Shop' },
  paid: { en: 'paid link', de: 'Werbelink' },
  empty: { en: 'Nothing of that name', de: 'Nichts mit diesem Namen' },
  emptyMore: { en: 'Try fewer words, or another category.', de: 'Versuch es mit weniger Wörtern oder einer anderen Kategorie.' },
  nothingYet: { en: 'Nothing is sold here yet', de: 'Hier wird noch nichts verkauft' },
  nothingYetMore: {
    en: 'When brands offer something, it stands here.',
    de: 'Wenn Marken etwas anbieten, steht es hier.',
  },
  away: { en: 'The shop does not answer right now', de: 'Der Shop antwortet gerade nicht' },
  awayMore: { en: 'Try again in a moment.', de: 'Versuch es gleich noch einmal.' },
  again: { en: 'Try again', de: 'Noch einmal' },
  more: { en: 'Show more', de: 'Mehr zeigen' },
})
