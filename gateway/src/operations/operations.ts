import { hash } from 'node:crypto'
import { type Fragments, fragmentsOf } from '@gruppetto/federation'
import type { Caller } from '@gruppetto/graph'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { GatewayConfig } from '../config.ts'
import { aliasesOf } from '../limits/aliases.ts'
import { branchesOf } from '../limits/branches.ts'
import { type Cost, costOf } from '../limits/cost.ts'
import type { DeclaredCosts } from '../limits/declared-costs.ts'
import { depthOf } from '../limits/depth.ts'
import { expansionOf } from '../limits/expansion.ts'
import { introspectionCostOf } from '../limits/introspection.ts'
import { nestingOf } from '../limits/nesting.ts'
import { guardPartnerFields } from '../limits/partner.ts'
import { repeatedPairsOf } from '../limits/repeats.ts'
import { rootFieldNames } from '../limits/root-field-names.ts'
import { rootFieldsOf } from '../limits/root-fields.ts'
import { findLongString, guardVariables } from '../limits/strings.ts'
import { tooComplex } from '../limits/too-complex.ts'
import { findForbiddenNulls } from './null-variables.ts'
import { rulesOf } from './rules.ts'

/** A document that was parsed, checked against the limits and validated once. It is cached by the hash of its text. */
export interface PreparedDocument {
  readonly document: DocumentNode
  readonly documentHash: string
  readonly fragments: Fragments
  /** The number of selections after all fragments are expanded, plus the branches for the planner. */
  readonly selections: number
  /** Whether it has one operation. Then a client may name it or not. */
  readonly isSingle: boolean
  /** Empty when the document may run. */
  readonly errors: readonly GraphQLError[]
}

export interface PreparedOperation extends Pick<PreparedDocument, 'document' | 'documentHash' | 'fragments'> {
  readonly operation: OperationDefinitionNode
  /** Which operation of the document runs. Null when it has only one. */
  readonly operationName: string | null
  readonly rootFields: readonly string[]
  /** The cost that the caller's rate is charged: that of the answer and that of the planning. */
  readonly cost: number
  /** The id of the supergraph that it was admitted on. */
  readonly graphId?: string
}

/** The checks that every operation passes before it runs, over HTTP and over a websocket. */
export interface Operations {
  prepare(query: string): PreparedDocument
  /** Returns the document whose text has this SHA-256, if it is in the cache. */
  documentOf(documentHash: string): DocumentNode | undefined
  /** Returns what is wrong with a document that was valid for another schema. */
  check(document: DocumentNode): readonly GraphQLError[]
  /** Returns the operation to run. Throws the document's errors, or an API error when there is no such operation or it exceeds a limit. */
  admit(
    prepared: PreparedDocument,
    operationName: string | null,
    variables: Readonly<Record<string, unknown>>,
    caller: Caller,
  ): PreparedOperation
}

const DOCUMENTS_KEPT = 5_000
const TEXT_KEPT = 8 * 1024 * 1024
/** How deep brackets of any kind may be nested. The depth of fields has its own limit. */
const MAX_NESTING = 200
const MAX_REPEATED_PAIRS = 100_000

export const hashOf = (text: string): string => hash('sha256', text)

/** Its places are those of the other error, whose nodes would hold the whole document. */
export const withCode = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, {
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: { code },
  })

/**
 * Makes errors fit to be kept: until somebody reads a stack, V8 keeps the objects whose functions ran, which is all that validation makes for
 * a document (120 kB of a small one).
 */
const withoutStacks = (errors: readonly GraphQLError[]): readonly GraphQLError[] => {
  for (const error of errors) error.stack = `${error.name}: ${error.message}`
  return errors
}

const tokenLimit = /^Syntax Error: Document contains more that \d+ tokens/

export interface OperationsOptions {
  readonly schema: GraphQLSchema
  readonly declaredCosts: DeclaredCosts
  readonly limits: GatewayConfig
}

export const openOperations = ({ schema, declaredCosts, limits }: OperationsOptions): Operations => {
  const rules = rulesOf(limits)
  const kept = new LRUCache<string, PreparedDocument & { readonly size: number }>({
    max: DOCUMENTS_KEPT,
    maxSize: TEXT_KEPT,
    sizeCalculation: ({ size }) => size,
  })
  const checked = new WeakMap<DocumentNode, readonly GraphQLError[]>()
  const introspection = introspectionCostOf(schema)
  /** The costs of operations without variables, which never change. */
  const fixed = new WeakMap<OperationDefinitionNode, Cost>()
  /** Stands in for a document with errors, which never runs. */
  const placeholder: DocumentNode = parse('{ __typename }')

  // These checks take linear time. They run before validation, which may take longer.
  const limitErrors = (document: DocumentNode): GraphQLError[] => {
    const measured: readonly (readonly [string, number, number])[] = [
      ['aliases', aliasesOf(document), limits.maxAliases],
      ['root fields', rootFieldsOf(document), limits.maxRootFields],
      ['depth', depthOf(document), limits.maxDepth],
      ['selections', expansionOf(document), limits.maxSelections],
      ['repeated fields', repeatedPairsOf(document), MAX_REPEATED_PAIRS],
    ]
    return measured.filter(([, value, limit]) => value > limit).map(([what, value, limit]) => tooComplex(what, value, limit))
  }

  const parseAndCheck = (query: string): { document: DocumentNode; errors: readonly GraphQLError[] } => {
    let document: DocumentNode
    const nesting = nestingOf(query, limits.maxTokens)
    if (nesting > MAX_NESTING) return { document: placeholder, errors: [tooComplex('nesting', nesting, MAX_NESTING)] }
    try {
      document = parse(query, { maxTokens: limits.maxTokens })
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      const isTooLong = tokenLimit.test(error.message)
      const shown = isTooLong
        ? tooComplex('tokens', limits.maxTokens + 1, limits.maxTokens)
        : withCode(error, 'GRAPHQL_PARSE_FAILED')
      return { document: placeholder, errors: [shown] }
    }
    const exceeded = limitErrors(document)
    if (exceeded.length > 0) return { document: placeholder, errors: exceeded.slice(0, 1) }
    const long = findLongString(document, limits)
    if (long !== null) return { document: placeholder, errors: [long] }
    const errors = validate(schema, document, rules, { maxErrors: 20 })
    if (errors.length === 0) {
      const branches = branchesOf(schema, document)
      if (branches > limits.maxBranches) {
        return { document: placeholder, errors: [tooComplex('branches by type', branches, limits.maxBranches)] }
      }
      // The cached document does not need the location of each token.
      return { document: parse(query, { noLocation: true }), errors }
    }
    return { document: placeholder, errors: errors.map(toValidationError) }
  }

  const priceOf = (operation: OperationDefinitionNode, fragments: Fragments, variables: Record<string, unknown>): Cost => {
    const isFixed = operation.variableDefinitions === undefined || operation.variableDefinitions.length === 0
    const known = isFixed ? fixed.get(operation) : undefined
    if (known !== undefined) return known
    const cost = costOf({ schema, declared: declaredCosts, operation, fragments, variables, introspection })
    if (isFixed) fixed.set(operation, cost)
    return cost
  }

  // When introspection is switched off, the suggestions of graphql-js must not reveal the schema either.
  const toValidationError = (error: GraphQLError): GraphQLError => {
    const shown = withCode(error, 'GRAPHQL_VALIDATION_FAILED')
    if (!limits.introspection) shown.message = shown.message.replace(/ Did you mean .*$/s, '')
    return shown
  }

  return {
    prepare(query) {
      const documentHash = hashOf(query)
      const known = kept.get(documentHash)
      if (known !== undefined) return known
      const { document, errors: found } = parseAndCheck(query)
      const errors = withoutStacks(found)
      const selections = errors.length === 0 ? expansionOf(document) + branchesOf(schema, document) : 0
      const isSingle = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1
      const fragments = fragmentsOf(document)
      const prepared = { document, documentHash, errors, fragments, selections, isSingle, size: query.length + 200 }
      kept.set(documentHash, prepared)
      return prepared
    },
    check(document) {
      const known = checked.get(document)
      if (known !== undefined) return known
      const errors = withoutStacks(validate(schema, document, rules, { maxErrors: 20 }).map(toValidationError))
      checked.set(document, errors)
      return errors
    },
    documentOf: (documentHash) => kept.get(documentHash)?.document,
    admit({ document, documentHash, fragments, selections, isSingle, errors }, operationName, variables, caller) {
      if (errors.length > 0) throw new AggregateError(errors, 'the document has errors')
      const operation = getOperationAST(document, operationName)
      if (operation === null || operation === undefined) {
        const message = operationName === null ? 'operationName must say which operation to run.' : 'There is no such operation.'
        throw new GraphQLError(message, {
          extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'operationName', message }] },
        })
      }
      guardVariables(variables, limits)
      const rootFields = rootFieldNames(operation, fragments)
      guardPartnerFields(caller, operation.operation, rootFields)
      const nullError = findForbiddenNulls(schema, document, operation, variables)
      if (nullError !== null) throw nullError
      const { cost, introspection: listed } = priceOf(operation, fragments, variables)
      if (cost > limits.maxCost) throw tooComplex('cost', cost, limits.maxCost)
      if (listed > limits.maxIntrospectionCost) throw tooComplex('introspection', listed, limits.maxIntrospectionCost)
      // The only operation of a document has one plan, whether it is named or not.
      const chosen = isSingle ? null : operationName
      return { document, documentHash, fragments, operation, operationName: chosen, rootFields, cost: cost + selections }
    },
  }
}
