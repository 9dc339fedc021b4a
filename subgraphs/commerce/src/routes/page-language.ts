import type { FastifyRequest } from 'fastify'

/** The languages in which there are pages, of which English is for everybody else. */
export type PageLanguage = 'en' | 'de'

interface Wanted {
  readonly language: string
  readonly weight: number
}

const wantedOf = (part: string): Wanted => {
  const [tag = '', ...parameters] = part.split(';').map((text) => text.trim())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  return { language: tag.toLowerCase().split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) }
}

/** Returns the language that the browser's owner likes best (RFC 9110, Accept-Language). */
export const languageOf = ({ headers }: Pick<FastifyRequest, 'headers'>): PageLanguage =>
  (headers['accept-language'] ?? '')
    .split(',')
    .map(wantedOf)
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ language }) => language)
    .find((language): language is PageLanguage => language === 'en' || language === 'de') ?? 'en'
