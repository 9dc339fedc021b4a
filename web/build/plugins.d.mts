import type { Compiled } from '../src/texts/format.ts'

/** Compiles the texts of a file, given as its source. Throws when a language lacks one. */
export const compileTexts: (source: string, file: string) => Readonly<Record<string, Readonly<Record<'en' | 'de', Compiled>>>>
