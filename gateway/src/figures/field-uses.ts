import { beforeScrape, counter } from '@gruppetto/runtime'
import { type DocumentNode, type GraphQLSchema, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import type { PreparedOperation } from '../operations/operations.ts'

const uses = counter({
  name: 'gruppetto_field_uses_total',
  meaning: 'Operations that ask for a field. One that asks for it in several places counts once.',
  labels: { field: 'type and field of the schema, such as `Athlete.handle`' },
})

/** So many different operations are counted before their counts are added to the fields. */
const MOST_COUNTED = 1_000

/** Returns the fields that an operation asks for, each once, as `Type.field`. Pure. */
export const fieldsOf = (
  schema: GraphQLSchema,
  { operation, fragments }: Pick<PreparedOperation, 'operation' | 'fragments'>,
): ReadonlySet<string> => {
  const found = new Set<string>()
  const spreads = new Set<string>()
  const look = (node: DocumentNode['definitions'][number]): void => {
    const typeInfo = new TypeInfo(schema)
    const visitor = {
      Field: () => {
        const parent = typeInfo.getParentType()?.name
        const field = typeInfo.getFieldDef()?.name
        if (parent !== undefined && field !== undefined && !field.startsWith('__') && !parent.startsWith('__')) {
          found.add(`${parent}.${field}`)
        }
      },
      FragmentSpread: ({ name }: { readonly name: { readonly value: string } }) => {
        if (spreads.has(name.value)) return
        spreads.add(name.value)
        const fragment = fragments.get(name.value)
        if (fragment !== undefined) look(fragment)
      },
    }
    visit({ kind: Kind.DOCUMENT, definitions: [node] }, visitWithTypeInfo(typeInfo, visitor))
  }
  look(operation)
  return found
}

export interface FieldUses {
  count(fields: ReadonlySet<string>): void
  close(): void
}

/** Counts the uses of fields. An operation costs one addition; its fields get their counts when somebody scrapes. */
export const openFieldUses = (): FieldUses => {
  const counted = new Map<ReadonlySet<string>, number>()
  const bringIn = (): void => {
    for (const [fields, count] of counted) for (const field of fields) uses.add({ field }, count)
    counted.clear()
  }
  const close = beforeScrape(bringIn)
  return {
    count(fields) {
      counted.set(fields, (counted.get(fields) ?? 0) + 1)
      if (counted.size > MOST_COUNTED) bringIn()
    },
    close,
  }
}
