import { createContext, use } from 'react'
import type { Language } from '../texts/catalogue.ts'
import { type Writing, writingOfBrowser } from '../texts/writing.ts'

/** Somebody who looks at the app: signed in or not. */
export interface Visitor extends Writing {
  /** Null for who is signed out. */
  readonly athleteId: string | null
  readonly handle: string | null
}

const LANGUAGE_KEY = 'language'

const chosenLanguage = (): string | null => localStorage.getItem(LANGUAGE_KEY)

/** The language that was chosen, else the first of the browser's that the app speaks. */
export const languageNow = (): Language => writingOfBrowser(chosenLanguage()).language

export const chooseLanguage = (language: Language): void => localStorage.setItem(LANGUAGE_KEY, language)

export const stranger = (): Visitor => ({ ...writingOfBrowser(chosenLanguage()), athleteId: null, handle: null })

export const VisitorContext = createContext<Visitor | null>(null)

export const useVisitor = (): Visitor => {
  const visitor = use(VisitorContext)
  if (visitor === null) throw new Error('There is no visitor here')
  return visitor
}
