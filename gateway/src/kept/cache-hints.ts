import { z } from 'zod'
import type { Directives, DirectivesOfType } from '../schema/directives.ts'

const hint = z.strictObject({
  maxAge: z.number().int().min(0).optional(),
  scope: z.enum(['PUBLIC', 'PRIVATE']).optional(),
  inheritMaxAge: z.boolean().optional(),
})

/** What `@cacheControl` says of a field or a type; `maxAge` is in seconds. See schema/common.graphql. */
export type CacheHint = z.infer<typeof hint>

export interface CacheHints {
  ofType(type: string): CacheHint | undefined
  ofField(type: string, field: string): CacheHint | undefined
}

const hintIn = ({ cacheControl }: Directives): CacheHint | undefined => hint.optional().parse(cacheControl)

/** Reads the hints on object types and their fields. Throws when one has wrong arguments. */
export const cacheHintsOf = (directives: ReadonlyMap<string, DirectivesOfType>): CacheHints => {
  const ofTypes = new Map<string, CacheHint>()
  const ofFields = new Map<string, CacheHint>()
  for (const [type, { isInterface, own, ofFields: fields }] of directives) {
    if (isInterface) continue
    const ofType = hintIn(own)
    if (ofType !== undefined) ofTypes.set(type, ofType)
    for (const [field, found] of fields) {
      const ofField = hintIn(found)
      if (ofField !== undefined) ofFields.set(`${type}.${field}`, ofField)
    }
  }
  return { ofType: (type) => ofTypes.get(type), ofField: (type, field) => ofFields.get(`${type}.${field}`) }
}
