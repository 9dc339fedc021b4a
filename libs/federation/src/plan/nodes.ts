import { type FieldNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql'

/** Returns the node of a name. */
export const named = (value: string) => ({ kind: Kind.NAME, value }) as const

export const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections })

export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: named('__typename') }

/** Returns the key that a field has in an answer. */
export const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value
