import { type ConstDirectiveNode, Kind, parse, valueFromASTUntyped } from 'graphql'
import { z } from 'zod'

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

const DIRECTIVE = 'cacheControl'

const hintIn = (directives: readonly ConstDirectiveNode[] | undefined): CacheHint | undefined => {
  const node = directives?.find(({ name }) => name.value === DIRECTIVE)
  if (node === undefined) return undefined
  return hint.parse(Object.fromEntries((node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)])))
}

/** Reads the hints from the supergraph, because the API schema has none. Throws when one has wrong arguments. */
export const cacheHintsOf = (supergraphSdl: string): CacheHints => {
  const ofTypes = new Map<string, CacheHint>()
  const ofFields = new Map<string, CacheHint>()
  for (const type of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    const own = hintIn(type.directives)
    if (own !== undefined) ofTypes.set(type.name.value, own)
    for (const field of type.fields ?? []) {
      const found = hintIn(field.directives)
      if (found !== undefined) ofFields.set(`${type.name.value}.${field.name.value}`, found)
    }
  }
  return { ofType: (type) => ofTypes.get(type), ofField: (type, field) => ofFields.get(`${type}.${field}`) }
}
