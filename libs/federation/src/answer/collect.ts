import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Fragments } from '../fragments.ts'
import { argumentOf } from '../schema/arguments.ts'

/** A variable, and the value that it must have. */
export interface Condition {
  readonly variable: string
  readonly value: boolean
}

/** A selection set that is asked for where all conditions hold. */
export interface Source {
  readonly set: SelectionSetNode
  readonly conditions: readonly Condition[]
}

type Values = Readonly<Record<string, unknown>>

/** Whether a field with the conditions is asked for. */
export const holds = (conditions: readonly Condition[], values: Values): boolean =>
  conditions.every(({ variable, value }) => (values[variable] === true) === value)

export interface Collected {
  readonly node: FieldNode
  readonly conditions: readonly Condition[]
}

/** Reads @skip and @include. Returns null for what is never asked for, with these values of variables where there are some. */
const conditionsOf = (directives: readonly DirectiveNode[] | undefined, values: Values | null): readonly Condition[] | null => {
  const conditions: Condition[] = []
  for (const directive of directives ?? []) {
    const { name } = directive
    if (name.value !== 'skip' && name.value !== 'include') continue
    const wanted = name.value === 'include'
    const value = argumentOf(directive, 'if')
    if (value?.kind === Kind.VARIABLE) {
      if (values === null) conditions.push({ variable: value.name.value, value: wanted })
      else if ((values[value.name.value] === true) !== wanted) return null
    } else if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return null
  }
  return conditions
}

/**
 * Puts the fields that a value of `type` answers together by their keys, in the order of the answer. Fragments of other types are left out, and with
 * `values` of the variables what they do not ask for.
 */
export const collect = (
  schema: GraphQLSchema,
  fragments: Fragments,
  type: GraphQLCompositeType,
  sources: readonly Source[],
  values: Values | null = null,
): ReadonlyMap<string, readonly Collected[]> => {
  const fields = new Map<string, Collected[]>()
  const applies = (name: string | undefined): boolean => {
    if (name === undefined || name === type.name) return true
    const condition = schema.getType(name)
    return isAbstractType(condition) && !isUnionType(type) && schema.isSubType(condition, type)
  }
  const add = (selection: SelectionNode, outer: readonly Condition[]): void => {
    const own = conditionsOf(selection.directives, values)
    if (own === null) return
    const conditions = own.length === 0 ? outer : [...outer, ...own]
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value
      const known = fields.get(key)
      if (known === undefined) fields.set(key, [{ node: selection, conditions }])
      else known.push({ node: selection, conditions })
      return
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
    if (fragment === undefined || !applies(fragment.typeCondition?.name.value)) return
    for (const inner of fragment.selectionSet.selections) add(inner, conditions)
  }
  for (const { set, conditions } of sources) for (const selection of set.selections) add(selection, conditions)
  return fields
}
