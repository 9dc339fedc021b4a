import {
  type FloatValueNode,
  GraphQLError,
  type IntValueNode,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  type SelectionSetNode,
  specifiedRules,
  type ValidationContext,
  type ValidationRule,
} from 'graphql'
import type { GatewayConfig } from '../config.ts'

/** Refuses numbers that a double cannot hold (1e400). They would become infinity, which JSON does not have. */
const finiteNumbers: ValidationRule = (context: ValidationContext) => {
  const check = (node: IntValueNode | FloatValueNode): void => {
    if (Number.isFinite(Number(node.value))) return
    const shown = node.value.length > 40 ? `${node.value.slice(0, 40)}...` : node.value
    context.reportError(new GraphQLError(`The number ${shown} is too large.`, { nodes: node }))
  }
  return { IntValue: check, FloatValue: check }
}

const conditions = new Set(['skip', 'include'])

/** Refuses @skip and @include on the root field of a subscription: without the field it would subscribe to nothing (GraphQL, 5.2.4.1). */
const unconditionalSubscriptions: ValidationRule = (context: ValidationContext) => ({
  OperationDefinition(operation) {
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return
    const seen = new Set<string>()
    const look = (set: SelectionSetNode): void => {
      for (const selection of set.selections) {
        const directive = selection.directives?.find(({ name }) => conditions.has(name.value))
        if (directive !== undefined) {
          const message = `@${directive.name.value} may not stand on the root field of a subscription.`
          context.reportError(new GraphQLError(message, { nodes: directive }))
        }
        if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet)
        if (selection.kind !== Kind.FRAGMENT_SPREAD || seen.has(selection.name.value)) continue
        seen.add(selection.name.value)
        const fragment = context.getFragment(selection.name.value)
        if (fragment) look(fragment.selectionSet)
      }
    }
    look(operation.selectionSet)
  },
})

/** What Relay's compiler adds to each fragment on an interface or a union: `__isReactable: __typename`. */
const isRelays = (alias: string, field: string): boolean => field === '__typename' && /^__is[A-Z]\w*$/.test(alias)

/** Refuses aliases that begin with two underscores, but for Relay's: GraphQL reserves such names for introspection. */
const reservedNames: ValidationRule = (context: ValidationContext) => ({
  Field({ alias, name }) {
    if (alias === undefined || !alias.value.startsWith('__') || alias.value === name.value) return
    if (isRelays(alias.value, name.value)) return
    context.reportError(new GraphQLError(`The alias ${alias.value} begins with two underscores.`, { nodes: alias }))
  },
})

/** Returns the validation rules: those of GraphQL, and those of this gateway. */
export const rulesOf = ({ introspection }: Pick<GatewayConfig, 'introspection'>): readonly ValidationRule[] => [
  ...specifiedRules,
  finiteNumbers,
  unconditionalSubscriptions,
  reservedNames,
  ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
]
