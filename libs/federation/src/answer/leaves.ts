import { type GraphQLLeafType, isEnumType } from 'graphql'

/** Returns the value as clients get it, or undefined for one that is none of the type. */
export type Leaf = (value: unknown) => unknown

const MAX_INT = 2_147_483_647
const MIN_INT = -2_147_483_648

const leaves: Readonly<Record<string, Leaf>> = {
  Int: (value) => (Number.isInteger(value) && (value as number) <= MAX_INT && (value as number) >= MIN_INT ? value : undefined),
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  String: (value) => (typeof value === 'string' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  ID: (value) => (typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : undefined),
}

const asItIs: Leaf = (value) => value

/** What a scalar of its own may be is known to its subgraph alone. An enum has the values of the schema, so none that is @inaccessible. */
export const leafOf = (type: GraphQLLeafType): Leaf => {
  if (!isEnumType(type)) return leaves[type.name] ?? asItIs
  const values = new Set(type.getValues().map(({ name }) => name))
  return (value) => (typeof value === 'string' && values.has(value) ? value : undefined)
}
