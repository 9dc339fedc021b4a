export const JSON_TYPE = 'application/json; charset=utf-8'
export const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8'

interface Accepted {
  readonly type: string
  readonly quality: number
}

const parseAccept = (header: string): Accepted[] =>
  header.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    return { type, quality: quality === undefined ? 1 : Number.parseFloat(quality) || 0 }
  })

const qualityOf = (accepted: readonly Accepted[], type: string): number => {
  const [main] = type.split('/')
  const match =
    accepted.find((each) => each.type === type) ??
    accepted.find((each) => each.type === `${main}/*`) ??
    accepted.find((each) => each.type === '*/*')
  return match?.quality ?? 0
}

/** Returns the media type of the answer, or null when the client accepts neither. The default is JSON, as GraphQL over HTTP says. */
export const responseType = (header: string | undefined): string | null => {
  if (header === undefined || header.trim() === '') return JSON_TYPE
  const accepted = parseAccept(header)
  const json = qualityOf(accepted, 'application/json')
  const response = qualityOf(accepted, 'application/graphql-response+json')
  if (json <= 0 && response <= 0) return null
  return response > json || (response === json && accepted.some((each) => each.type === 'application/graphql-response+json'))
    ? RESPONSE_TYPE
    : JSON_TYPE
}

/** Whether a client names this type, and JSON less or not at all. */
const prefers = (type: string, header: string | undefined): boolean => {
  const accepted = parseAccept(header ?? '')
  const quality = accepted.find((each) => each.type === type)?.quality ?? 0
  const named = accepted.filter((each) => /json/.test(each.type)).map((each) => each.quality)
  return quality > 0 && quality > Math.max(0, ...named)
}

/** Whether a browser asks for a page: it names HTML in its Accept header. */
export const prefersHtml = (header: string | undefined): boolean => prefers('text/html', header)

/**
 * Whether a client wants the answer as events: it names them, and JSON less or not at all. Clients that name both leave the choice to the
 * server, which takes JSON.
 */
export const prefersEvents = (header: string | undefined): boolean => prefers('text/event-stream', header)
