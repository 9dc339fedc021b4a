import type { Arguments, Catalogue, Language } from './catalogue.ts'
import { type Compiled, formatMessage, type Values } from './format.ts'

type Rest<Message> = [Arguments<Message>] extends [never] ? [] : [values: Readonly<Record<Arguments<Message>, string | number>>]

export type Say<Texts extends Catalogue> = <Key extends keyof Texts & string>(key: Key, ...values: Rest<Texts[Key]>) => string

/** Returns what says the texts of a catalogue in a language. */
export const sayIn = <const Texts extends Catalogue>(catalogue: Texts, language: Language): Say<Texts> => {
  // The build has replaced the texts by what it has compiled.
  const compiled = catalogue as unknown as Readonly<Record<string, Readonly<Record<string, Compiled>>>>
  return (key, ...values) => formatMessage(compiled[key]?.[language] ?? key, (values[0] ?? {}) as Values, language)
}
