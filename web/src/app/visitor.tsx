import { createContext, use } from 'react'
import type { Language } from '../texts/catalogue.ts'

/** How things are written for who looks: language, units and time zone. */
export interface Writing {
  readonly language: Language
  /** A BCP 47 tag of that language, with the region of the browser where it has one. */
  readonly locale: string
  readonly units: 'METRIC' | 'IMPERIAL'
  readonly timeZone: string
}

/** Somebody who looks at the app: signed in or not. */
export interface Visitor extends Writing {
  /** Null for who is signed out. */
  readonly athleteId: string | null
  readonly handle: string | null
}

const LANGUAGE_KEY = 'language'

const isLanguage = (text: string | null | undefined): text is Language => text === 'en' || text === 'de'

/** The language that was chosen, else the first of the browser's that the app speaks. */
export const languageNow = (): Language => {
  const chosen = localStorage.getItem(LANGUAGE_KEY)
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

export const chooseLanguage = (language: Language): void => localStorage.setItem(LANGUAGE_KEY, language)

const localeOf = (language: Language): string =>
  navigator.languages.find((tag) => tag.startsWith(language)) ?? (language === 'en' ? 'en-GB' : language)

/** Where people measure in miles, until they have said what they want. */
const IMPERIAL = /-(US|LR|MM)$/

export const stranger = (): Visitor => {
  const language = languageNow()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return {
    athleteId: null,
    handle: null,
    language,
    locale: localeOf(language),
    units: IMPERIAL.test(navigator.language) ? 'IMPERIAL' : 'METRIC',
    timeZone,
  }
}

export const VisitorContext = createContext<Visitor | null>(null)

export const useVisitor = (): Visitor => {
  const visitor = use(VisitorContext)
  if (visitor === null) throw new Error('There is no visitor here')
  return visitor
}
