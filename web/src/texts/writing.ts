import type { Language } from './catalogue.ts'

/** How things are written for who looks: language, units and time zone. */
export interface Writing {
  readonly language: Language
  /** A BCP 47 tag of that language, with the region of the browser where it has one. */
  readonly locale: string
  readonly units: 'METRIC' | 'IMPERIAL'
  readonly timeZone: string
}

const isLanguage = (text: string | null | undefined): text is Language => text === 'en' || text === 'de'

/** How the browser would have things written, as far as it says so. `chosen` is the language that somebody has chosen, if any. */
export const writingOfBrowser = (chosen: string | null = null): Writing => {
  const { languages, language: first } = navigator
  const language = isLanguage(chosen) ? chosen : (languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en')
  return {
    language,
    locale: languages.find((tag) => tag.startsWith(language)) ?? (language === 'en' ? 'en-GB' : language),
    units: IMPERIAL.test(first) ? 'IMPERIAL' : 'METRIC',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

/** Where people measure in miles, until they have said what they want. */
const IMPERIAL = /-(US|LR|MM)$/

/** Where the page keeps it for the service worker, which writes what is pushed. It says nothing of anybody. */
const KEPT_IN = 'writing'
const KEPT_AS = '/writing'

/** Keeps how things are written for who uses this device. A browser that keeps nothing writes them its own way. */
export const keepWriting = async (writing: Writing): Promise<void> => {
  try {
    await (await caches.open(KEPT_IN)).put(KEPT_AS, new Response(JSON.stringify(writing)))
  } catch {
    // Without a secure address there are no caches, and no service worker either.
  }
}

export const keptWriting = async (): Promise<Writing> => {
  const kept = await caches.match(KEPT_AS, { cacheName: KEPT_IN }).catch(() => undefined)
  return kept === undefined ? writingOfBrowser() : ((await kept.json()) as Writing)
}
