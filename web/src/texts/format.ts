import type { Language } from './catalogue.ts'

/** What the build has made of a message: a text, or its parts, of which 0 is the number of the plural around it. */
export type Compiled = string | readonly Part[]
type Part =
  | string
  | 0
  | { readonly a: string }
  | { readonly n: string }
  | { readonly p: string; readonly of: Branches }
  | { readonly o: string; readonly of: Branches }
  | { readonly s: string; readonly of: Branches }
type Branches = Readonly<Record<string, Compiled>>

export type Values = Readonly<Record<string, string | number>>

const memo = <Made>(make: (language: Language) => Made) => {
  const made: Partial<Record<Language, Made>> = {}
  return (language: Language): Made => {
    made[language] ??= make(language)
    return made[language]
  }
}
const cardinal = memo((language) => new Intl.PluralRules(language))
const ordinal = memo((language) => new Intl.PluralRules(language, { type: 'ordinal' }))
const numbers = memo((language) => new Intl.NumberFormat(language))

const branchOf = (of: Branches, count: number, rules: Intl.PluralRules): Compiled =>
  of[`=${count}`] ?? of[rules.select(count)] ?? of.other ?? ''

const FROM_RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** Keeps what is written from right to left, such as a name in Hebrew, from changing the order of what stands around it. */
const isolated = (value: string | number): string =>
  typeof value === 'string' && FROM_RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : String(value)

/** Writes a message in a language. Numbers in it are written as the language does. */
export const formatMessage = (message: Compiled, values: Values, language: Language, count = 0): string => {
  if (typeof message === 'string') return message
  return message
    .map((part) => {
      if (typeof part === 'string') return part
      if (part === 0) return numbers(language).format(count)
      if ('a' in part) return isolated(values[part.a] ?? '')
      if ('n' in part) return numbers(language).format(Number(values[part.n] ?? 0))
      if ('s' in part) return formatMessage(part.of[String(values[part.s])] ?? part.of.other ?? '', values, language, count)
      const name = 'p' in part ? part.p : part.o
      const number = Number(values[name] ?? 0)
      const rules = 'p' in part ? cardinal(language) : ordinal(language)
      return formatMessage(branchOf(part.of, number, rules), values, language, number)
    })
    .join('')
}
