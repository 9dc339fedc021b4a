/** Words of product names, as `wordsOf` makes them, that say for which half of the year a product is. */
interface SeasonWords {
  readonly cold: readonly string[]
  readonly warm: readonly string[]
}

/** By language (ISO 639-1). A name is looked up in all of them, since a shop may name its products in any. */
export const SEASON_WORDS: Readonly<Record<string, SeasonWords>> = {
  en: {
    cold: ['winter', 'thermal', 'thermo', 'fleece', 'merino', 'snow', 'ski', 'gloves', 'beanie'],
    warm: ['summer', 'sun', 'sunglasses', 'cooling', 'sleeveless', 'singlet'],
  },
  de: {
    cold: ['winter', 'winterjacke', 'winterschuhe', 'schnee', 'handschuhe', 'mutze', 'gefuttert', 'warmend'],
    warm: ['sommer', 'sommerjacke', 'sonnenbrille', 'armellos', 'kuhlend'],
  },
  fr: {
    cold: ['hiver', 'hivernal', 'hivernale', 'thermique', 'neige', 'polaire', 'gants', 'bonnet'],
    warm: ['ete', 'soleil', 'debardeur', 'rafraichissant'],
  },
  it: {
    cold: ['inverno', 'invernale', 'invernali', 'termico', 'termica', 'neve', 'pile', 'guanti', 'berretto'],
    warm: ['estate', 'estivo', 'estiva', 'sole', 'canotta', 'smanicato', 'smanicata'],
  },
  es: {
    cold: ['invierno', 'termico', 'termica', 'nieve', 'polar', 'guantes', 'gorro'],
    warm: ['verano', 'sol', 'refrescante'],
  },
  pt: {
    cold: ['inverno', 'termico', 'termica', 'neve', 'luvas', 'gorro'],
    warm: ['verao', 'sol', 'regata'],
  },
  nl: {
    cold: ['winter', 'sneeuw', 'handschoenen', 'muts'],
    warm: ['zomer', 'zonnebril', 'mouwloos'],
  },
  sv: {
    cold: ['vinter', 'sno', 'handskar', 'mossa'],
    warm: ['sommar', 'solglasogon'],
  },
  da: { cold: ['vinter', 'sne', 'handsker', 'hue'], warm: ['sommer', 'solbriller'] },
  nb: { cold: ['vinter', 'hansker', 'ull'], warm: ['sommer', 'solbriller'] },
  fi: { cold: ['talvi', 'hansikkaat', 'kasineet', 'pipo'], warm: ['kesa', 'aurinkolasit', 'hihaton'] },
  pl: { cold: ['zima', 'zimowa', 'zimowe', 'zimowy', 'rekawiczki'], warm: ['lato', 'letni', 'letnia', 'letnie'] },
  cs: { cold: ['zima', 'zimni', 'rukavice'], warm: ['leto', 'letni'] },
}

const wordsFor = (half: keyof SeasonWords): ReadonlySet<string> =>
  new Set(Object.values(SEASON_WORDS).flatMap((words) => words[half]))

export const COLD_WORDS = wordsFor('cold')
export const WARM_WORDS = wordsFor('warm')
