import type { Language } from '../texts/catalogue.ts'
import { sayIn } from '../texts/say.ts'
import names from './badge-names.texts.ts'

/** Says the name of a badge by its key; as the platform says it where there are no words for it, as for that of a challenge. */
export const badgeName = (key: string, given: string, language: Language): string =>
  Object.hasOwn(names, key) ? sayIn(names, language)(key as keyof typeof names) : given
