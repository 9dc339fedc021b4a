import type { partnerFeedMutation } from '#relay/partnerFeedMutation'
import type { FieldError } from '../../api/graphql-error.ts'
import type { Say } from '../../texts/say.ts'
import type own from './refusals.texts.ts'

export type RefusedLine = partnerFeedMutation['response']['importProducts']['refusals'][number]

/** Says why a line of a product feed is not used; in the platform's words where it says more than this release of the app knows. */
export const sayRefusal = (line: RefusedLine, t: Say<typeof own>, sayField: (field: FieldError) => string): string => {
  const { code, reason, column, rule, min, max, format, currency, otherLine, fields, columns } = line
  if (code === 'WRONG_WIDTH' && fields != null && columns != null) return t('WRONG_WIDTH', { fields, columns })
  if (code === 'LOST_CHARACTERS' || code === 'WRONG_PRICE') return t(code)
  if (code === 'NO_CURRENCY' && currency != null) return t('NO_CURRENCY', { currency })
  if (code === 'TOO_MANY_DECIMALS' && currency != null && max != null) return t('TOO_MANY_DECIMALS', { currency, max })
  if (code === 'LISTED_TWICE' && currency != null && otherLine != null) return t('LISTED_TWICE', { currency, line: otherLine })
  if (code === 'CONTRADICTS' && otherLine != null) return t('CONTRADICTS', { line: otherLine })
  if (code === 'TOO_MANY_OFFERS' && max != null) return t('TOO_MANY_OFFERS', { max })
  if (code !== 'WRONG_FIELD' || column == null || rule == null) return reason
  // The sentence of the platform begins with the column.
  const message = reason.startsWith(`${column}: `) ? reason.slice(column.length + 2) : reason
  const bounds = { ...(min != null && { min }), ...(max != null && { max }), ...(format != null && { format }) }
  return t('WRONG_FIELD', { column, why: sayField({ path: column, message, rule, ...bounds }) })
}
