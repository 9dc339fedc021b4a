import { signedPath } from '@gruppetto/graph'
import type { Services } from '../services.ts'

export const RECEIPTS_PATH = '/receipts/'
export const YEARS_PATH = '/receipts-of/'

/** A link that the API returns is for now: the app asks for another one. */
const OPEN_FOR_MS = 60 * 60_000

const urlOf = ({ runtime: { config, now } }: Pick<Services, 'runtime'>, path: string): string =>
  `${config.publicUrl}${signedPath(path, config.identitySecret, now() + OPEN_FOR_MS)}`

export const receiptUrl = (services: Pick<Services, 'runtime'>, number: string): string =>
  urlOf(services, `${RECEIPTS_PATH}${number}`)

/** All receipts of an athlete in one year, as one page. */
export const receiptsOfYearUrl = (services: Pick<Services, 'runtime'>, athleteId: string, year: number): string =>
  urlOf(services, `${YEARS_PATH}${athleteId}/${year}`)
