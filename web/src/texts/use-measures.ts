import { useMemo } from 'react'
import { useVisitor } from '../app/visitor.tsx'
import { type Measures, measuresOf } from './measures.ts'

/** Returns what writes numbers for who looks. */
export const useMeasures = (): Measures => {
  const { language, locale, units, timeZone } = useVisitor()
  return useMemo(() => measuresOf({ language, locale, units, timeZone }), [language, locale, units, timeZone])
}
