import type { Option } from '../../design/fields.tsx'

/** Codes that have a name but are no country. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'])

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Returns the countries by their codes of ISO 3166, named and ordered as a language does; `own` is one of them even where it has no name. */
export const countriesIn = (language: string, own: string): readonly Option<string>[] => {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter((code) => !NO_COUNTRIES.has(code))
  const known = codes.flatMap((value) => {
    const text = names.of(value)
    return text === undefined ? [] : [{ value, text }]
  })
  const all = own === '' || known.some(({ value }) => value === own) ? known : [...known, { value: own, text: own }]
  return all.sort((a, b) => a.text.localeCompare(b.text, language))
}
