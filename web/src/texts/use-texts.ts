import { useVisitor } from '../app/visitor.tsx'
import type { Catalogue } from './catalogue.ts'
import { type Say, sayIn } from './say.ts'

/** Returns what says the texts of a catalogue in the language of who looks. */
export const useTexts = <const Texts extends Catalogue>(catalogue: Texts): Say<Texts> => sayIn(catalogue, useVisitor().language)
