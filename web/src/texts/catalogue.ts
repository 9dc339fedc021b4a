/** The languages of the app. */
export type Language = 'en' | 'de'

/** ICU messages by their names, in each language. */
export type Catalogue = Readonly<Record<string, Readonly<Record<Language, string>>>>

type NameIn<Text extends string> = Text extends `${infer Inside}}${string}`
  ? Inside extends `${infer Name},${string}`
    ? Word<Name>
    : Word<Inside>
  : never
type Word<Text extends string> = Text extends
  | `${string} ${string}`
  | ''
  | `${string}#${string}`
  | `${string}{${string}`
  | `${string}}${string}`
  ? never
  : Text

/** The names of the arguments of an ICU message: what stands between { and , or }. A branch of a plural that is a single word counts as one too. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Rest}` ? NameIn<Rest> | NamesIn<Rest> : never

export type Arguments<Message> = Message extends { readonly en: infer Text extends string } ? NamesIn<Text> : never

/**
 * The texts of a folder, in a file `texts.ts` whose default export this is. The build compiles them (build/plugins.mjs), and says which language
 * lacks a text or has other arguments.
 */
export const texts = <const Texts extends Catalogue>(catalogue: Texts): Texts => catalogue
