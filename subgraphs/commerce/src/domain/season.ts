import { localDayOf } from '@gruppetto/graph'

export type Season = 'SPRING' | 'SUMMER' | 'AUTUMN' | 'WINTER'

const SOUTHERN = new Set('AO AR AU BO BR BW CL FJ LS MG MU MW MZ NA NC NZ PE PY RE SZ UY ZA ZM ZW'.split(' '))
/** Where the year has a dry and a wet time at most. */
const WITHOUT_SEASONS = new Set('BN CD CG CM CO CR EC GA GH ID KE LK MV MY NG PA PG PH RW SG TZ UG'.split(' '))

const SOUTHERN_ZONES =
  /^(Australia|Antarctica)\/|^America\/(Argentina\/.*|Buenos_Aires|Santiago|Punta_Arenas|Sao_Paulo|Asuncion|Montevideo|La_Paz|Lima)$|^Africa\/(Johannesburg|Windhoek|Harare|Maputo|Gaborone|Lusaka|Maseru|Mbabane|Luanda)$|^Pacific\/(Auckland|Chatham|Fiji|Noumea)$|^Indian\/(Mauritius|Reunion|Antananarivo)$/
const ZONES_WITHOUT_SEASONS =
  /^Asia\/(Singapore|Kuala_Lumpur|Jakarta|Makassar|Manila|Colombo|Brunei)$|^Africa\/(Nairobi|Kampala|Lagos|Accra|Kinshasa|Kigali|Dar_es_Salaam)$|^America\/(Bogota|Guayaquil|Panama|Costa_Rica)$/

/** By the month of the year, from January, north of the equator: the meteorological seasons. */
const NORTHERN: readonly Season[] = [
  ...(['WINTER', 'WINTER', 'SPRING', 'SPRING', 'SPRING', 'SUMMER'] as const),
  ...(['SUMMER', 'SUMMER', 'AUTUMN', 'AUTUMN', 'AUTUMN', 'WINTER'] as const),
]

export interface Place {
  /** ISO 3166-1; null when it is not known. Then the time zone tells. */
  readonly country: string | null
  readonly timeZone: string
}

/** The season at a place, by its own calendar; null near the equator. */
export const seasonAt = ({ country, timeZone }: Place, nowMs: number): Season | null => {
  const hasNone = country === null ? ZONES_WITHOUT_SEASONS.test(timeZone) : WITHOUT_SEASONS.has(country)
  if (hasNone) return null
  const isSouthern = country === null ? SOUTHERN_ZONES.test(timeZone) : SOUTHERN.has(country)
  const month = Number(localDayOf(nowMs, timeZone).slice(5, 7)) - 1
  return NORTHERN[(month + (isSouthern ? 6 : 0)) % 12] ?? null
}
