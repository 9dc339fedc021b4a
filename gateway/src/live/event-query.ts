import type { Fragments } from '@gruppetto/federation'
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FormattedExecutionResult,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql'
import { hashOf } from '../operations/operations.ts'
import { type LiveField, liveFields } from './topics.ts'

/** Returns a name for the variable that holds the event's id, one that the client does not use. */
const eventIdName = (taken: ReadonlySet<string>): string => {
  let free = '__eventId'
  while (taken.has(free)) free += '_'
  return free
}

/** The query that answers each event of a subscription. It is made once for each document and shared. */
export interface EventQuery {
  readonly live: LiveField
  /** The root field as the client wrote it. */
  readonly root: FieldNode
  readonly responseKey: string
  readonly document: DocumentNode
  readonly documentHash: string
  readonly operationName: string | null
  /** The name of the variable for the event's id, if the query needs it. */
  readonly eventId: string
}

const name = (value: string): NameNode => ({ kind: Kind.NAME, value })

/** Finds the root field of a subscription. Validation guarantees that there is exactly one. */
const rootField = (set: SelectionSetNode, fragments: Fragments): FieldNode | null => {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) return selection
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet
    const found = inner === undefined ? null : rootField(inner, fragments)
    if (found !== null) return found
  }
  return null
}

const eventIdArgument = (argument: string, eventId: string): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: name(argument),
  value: { kind: Kind.VARIABLE, name: name(eventId) },
})

const eventIdDefinition = (eventId: string): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: name(eventId) },
  type: { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: name('ID') } },
})

const toQueryField = (field: FieldNode, live: LiveField, eventId: string): SelectionNode => {
  const alias = name(field.alias?.value ?? field.name.value)
  const { query } = live
  if (query.kind === 'of-viewer') {
    const inner: FieldNode = { ...field, alias, name: name(query.field), arguments: [] }
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [inner] }
    return { kind: Kind.FIELD, name: name('viewer'), selectionSet }
  }
  if (query.kind === 'by-hint') return { ...field, alias, name: name(query.field), arguments: [eventIdArgument('id', eventId)] }
  const source = live.key === 'viewer' ? '' : live.key.argument
  const passed = (field.arguments ?? []).flatMap((argument) => {
    if (argument.name.value === source) return [{ ...argument, name: name(query.argument) }]
    return argument.name.value === live.secret?.argument ? [argument] : []
  })
  return { ...field, alias, name: name(query.field), arguments: passed }
}

/** Converts the root selections from Subscription to Query. Root fragments are expanded, because their type condition would not fit. */
const toQuerySelections = (set: SelectionSetNode, live: LiveField, fragments: Fragments, eventId: string): SelectionSetNode => ({
  kind: Kind.SELECTION_SET,
  selections: set.selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FIELD) return toQueryField(selection, live, eventId)
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet
    const selectionSet = toQuerySelections(inner ?? { kind: Kind.SELECTION_SET, selections: [] }, live, fragments, eventId)
    return { kind: Kind.INLINE_FRAGMENT, directives: selection.directives ?? [], selectionSet }
  }),
})

const usedIn = (set: SelectionSetNode, fragments: Fragments): { spreads: Set<string>; variables: Set<string> } => {
  const spreads = new Set<string>()
  const variables = new Set<string>()
  const look = (from: SelectionSetNode): void => {
    visit(from, {
      Variable: (node) => void variables.add(node.name.value),
      FragmentSpread: (node) => {
        const fragment = fragments.get(node.name.value)
        if (fragment === undefined || spreads.has(node.name.value)) return
        spreads.add(node.name.value)
        look(fragment.selectionSet)
      },
    })
  }
  look(set)
  return { spreads, variables }
}

/**
 * Converts a valid subscription to its event query: the same selection, aliases, directives, fragments and variables under the query field
 * of the same type. Returns null for a subscription field that is not in the table.
 */
export const makeEventQuery = (operation: OperationDefinitionNode, fragments: Fragments): EventQuery | null => {
  const root = rootField(operation.selectionSet, fragments)
  const live = root === null ? undefined : liveFields[root.name.value]
  if (root === null || live === undefined) return null
  const eventId = eventIdName(new Set(operation.variableDefinitions?.map((node) => node.variable.name.value)))
  const selectionSet = toQuerySelections(operation.selectionSet, live, fragments, eventId)
  const { spreads, variables } = usedIn(selectionSet, fragments)
  const declared = (operation.variableDefinitions ?? []).filter((node) => variables.has(node.variable.name.value))
  const query: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    ...(operation.name === undefined ? {} : { name: operation.name }),
    variableDefinitions: live.query.kind === 'by-hint' ? [...declared, eventIdDefinition(eventId)] : declared,
    selectionSet,
  }
  const kept = [...fragments.values()].filter((fragment) => spreads.has(fragment.name.value))
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [query, ...kept] }
  return {
    live,
    root,
    responseKey: root.alias?.value ?? root.name.value,
    document,
    documentHash: hashOf(print(document)),
    operationName: operation.name?.value ?? null,
    eventId,
  }
}

export type Reading =
  /** The result to send to the client. */
  | { readonly kind: 'result'; readonly result: FormattedExecutionResult }
  /** The entity does not exist (any more), or this viewer may not see it. */
  | { readonly kind: 'nothing' }

/** Converts the answer of an event query to a result of the subscription. */
export const readEventAnswer = (eventQuery: EventQuery, answer: FormattedExecutionResult): Reading => {
  const { responseKey, live } = eventQuery
  const ofViewer = live.query.kind === 'of-viewer'
  const outer = ofViewer ? (answer.data?.viewer as Record<string, unknown> | null | undefined) : answer.data
  const value = outer?.[responseKey] ?? null
  const errors = answer.errors?.map((error) =>
    ofViewer && error.path !== undefined ? { ...error, path: error.path.slice(1) } : error,
  )
  if (value === null && (errors === undefined || errors.length === 0)) return { kind: 'nothing' }
  // All fields of Subscription are non-null, so without a value `data` is null.
  const data = value === null ? null : { [responseKey]: value }
  return { kind: 'result', result: errors === undefined || errors.length === 0 ? { data } : { errors, data } }
}
