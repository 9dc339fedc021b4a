import { useMemo } from 'react'
import type { FieldError } from '../api/graphql-error.ts'
import type { Measures } from '../texts/measures.ts'
import type { Say } from '../texts/say.ts'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './fields.texts.ts'

type T = Say<typeof own>
type Plain =
  | 'REQUIRED'
  | 'NOT_WHOLE'
  | 'NOT_ONE_OF'
  | 'WRONG_CHARACTERS'
  | 'IN_THE_PAST'
  | 'IN_THE_FUTURE'
  | 'TOO_EARLY'
  | 'TOO_LATE'
type Alone = Plain | 'WRONG' | 'EASY_TO_GUESS' | 'RESERVED' | 'TAKEN' | 'UNCHANGED' | 'EXPIRED' | 'OVERLAPS'

/** Rules that say all by themselves. */
const ALONE: ReadonlySet<string> = new Set<Alone>([
  'REQUIRED',
  'NOT_WHOLE',
  'NOT_ONE_OF',
  'WRONG_CHARACTERS',
  'IN_THE_PAST',
  'IN_THE_FUTURE',
  'TOO_EARLY',
  'TOO_LATE',
  'WRONG',
  'EASY_TO_GUESS',
  'RESERVED',
  'TAKEN',
  'UNCHANGED',
  'EXPIRED',
  'OVERLAPS',
])

const FORMATS = [
  'EmailAddress',
  'Handle',
  'Slug',
  'TimeZone',
  'TimeOfDay',
  'URL',
  'Date',
  'DateTime',
  'HEIC',
  'Color',
  'Site',
  'PublicURL',
] as const

/** The fields whose use is refused for reasons that one sentence says together. */
const NOT_USABLE = [
  'photoIds',
  'avatarPhotoId',
  'gearId',
  'productId',
  'routeGpx',
  'code',
  'recurrence',
  'timeZone',
  'slug',
  'crop',
  'toSeconds',
  'metric',
  'bestOfTeam',
  'membersOnly',
  'currency',
  'months',
  'sku',
  'until',
] as const

/** Of rules that are newer than this release of the app, nothing is known but the sentence. */
const notUsable = ({ path, rule = 'INVALID', message }: FieldError, t: T): string => {
  const name = path.replace(/\.\d+$/, '').replace(/^.*\./, '')
  const known = ['INVALID', 'UNUSABLE'].includes(rule) ? NOT_USABLE.find((each) => each === name) : undefined
  if (name === 'feed' && rule === 'INVALID') return t('not_feed', { message })
  return known === undefined ? t(rule === 'UNUSABLE' ? 'UNUSABLE' : 'INVALID', { message }) : t(`not_${known}`)
}

/** Writes a bound in the unit that the name of its field ends with. Null where only the form knows the unit. */
const boundIn = (path: string, measures: Measures): ((value: number) => string) | null => {
  if (/Meters$/.test(path)) return measures.distance
  if (/Seconds$/.test(path)) return measures.duration
  if (/Minutes$/.test(path)) return (value) => measures.duration(value * 60)
  return /(Kg|Mps|Bytes|\btarget)$/.test(path) ? null : (value) => String(value)
}

const sizeOf = ({ path, rule, min, max, above, below }: FieldError, t: T, measures: Measures): string => {
  const write = boundIn(path, measures)
  if (write !== null) {
    if (min !== undefined && max !== undefined) return t('OUT_OF_RANGE', { min: write(min), max: write(max) })
    if (min !== undefined) return t('atLeast', { min: write(min) })
    if (max !== undefined) return t('atMost', { max: write(max) })
    if (above !== undefined) return t('above', { min: write(above) })
    if (below !== undefined) return t('below', { max: write(below) })
  }
  return t(rule === 'TOO_SMALL' ? 'TOO_SMALL' : rule === 'TOO_LARGE' ? 'TOO_LARGE' : 'WRONG')
}

/** Says what is wrong with a field; in English in the platform's words where neither its rule nor the field has words of ours. */
export const sayField = (field: FieldError, t: T, measures: Measures): string => {
  const { rule = 'INVALID', min, max, format, from } = field
  if (ALONE.has(rule)) return t(rule as Alone)
  if (rule === 'TOO_SHORT' && min !== undefined) return t('TOO_SHORT', { min })
  if (rule === 'TOO_LONG' && max !== undefined) return t('TOO_LONG', { max })
  if (rule === 'TOO_FEW' && min !== undefined) return t('TOO_FEW', { min })
  if (rule === 'TOO_MANY' && max !== undefined) return t('TOO_MANY', { max })
  if (rule === 'TOO_OFTEN' && from !== undefined) return t('TOO_OFTEN', { day: measures.dateOf(from) })
  if (['TOO_SMALL', 'TOO_LARGE', 'OUT_OF_RANGE'].includes(rule)) return sizeOf(field, t, measures)
  if (rule !== 'WRONG_FORMAT') return notUsable(field, t)
  const known = FORMATS.find((each) => each === format)
  return known === undefined ? t('WRONG_FORMAT') : t(`format_${known}`)
}

/** Returns what says what is wrong with a field. */
export const useFieldWords = (): ((field: FieldError) => string) => {
  const t = useTexts(own)
  const measures = useMeasures()
  return useMemo(() => (field) => sayField(field, t, measures), [t, measures])
}
