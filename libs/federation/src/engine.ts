import { hash } from 'node:crypto'
import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
} from 'graphql'
import { keepAskedOf } from './answer/asked-keys.ts'
import { clientPaths } from './answer/client-paths.ts'
import { compileAnswer } from './answer/complete.ts'
import { keysOf } from './answer/keys-of.ts'
import { placeErrors } from './answer/place-errors.ts'
import { AnswerTooLarge } from './answer/too-large.ts'
import { compileWriter } from './answer/write.ts'
import { fragmentsOf } from './fragments.ts'
import type { JsonObject } from './json.ts'
import { type Notation, VALUES } from './notation.ts'
import { type CanonicalOperation, canonicalOf } from './plan/canonical.ts'
import { type CompiledPlan, planCompiler } from './plan/compile.ts'
import { keepPlans } from './plan/kept-plans.ts'
import { type ConditionValues, normalFormOf, nullCondition, reservedFields, shapesOf } from './plan/normal-form.ts'
import { type Override, openPlanner } from './plan/planner.ts'
import type { Ask, Run } from './plan/run.ts'
import { asJoin03 } from './schema/older-join.ts'
import { PossibleTypes } from './schema/possible-types.ts'
import { publicSchemaOf } from './schema/public-schema.ts'
import { subgraphPartsOf } from './schema/subgraph-parts.ts'
import { subgraphsOf } from './schema/subgraphs-of.ts'
import type { Representations, SubgraphAnswer, SubgraphCall, SubgraphCaller, SubgraphOperation } from './subgraph.ts'
import { compileVariables } from './variables.ts'
import { whenAborted } from './when-aborted.ts'

/** What one execution may cost at most. What is more ends it with an error, and without data. Without limits where they are left out. */
export interface AnswerLimits {
  /** Of entities that subgraphs are asked about. */
  readonly maxEntities: number
  /** Of what the subgraphs answer, where the callers count it, and of the answer to the client; roughly. */
  readonly maxBytes: number
}

export interface EngineOptions<Context> {
  readonly supergraphSdl: string
  /** Opens the caller of a subgraph by its name and the URL that the supergraph has for it, which may be empty. */
  readonly subgraphs: (name: string, url: string) => SubgraphCaller<Context>
  /**
   * After so long, in milliseconds, a subgraph counts as one that does not answer. 30 s where it is left out; null where the callers keep
   * a limit themselves, and end at once when the signal of a call is aborted.
   */
  readonly timeoutMs?: number | null
  readonly limits?: Partial<AnswerLimits>
  /** How strings stand in what the callers answer, and in the text of `write`. VALUES where it is left out. */
  readonly notation?: Notation
  /** How long the plan of one operation may take, in milliseconds. 10 s where it is left out. */
  readonly planTimeoutMs?: number
  /** How much memory the plans that are kept may take, roughly. 64 MiB where it is left out. */
  readonly maxPlanBytes?: number
  /** Hears why a subgraph has not answered; clients are told only that it has not. */
  readonly onOutage?: (subgraph: string, error: unknown) => void
}

type Values = Readonly<Record<string, unknown>>

/** Makes a plan when it is its turn. `key` is the plan's: who comes with the same key waits for the same plan. */
export type InTurn = (key: string, make: () => Promise<void>) => Promise<void>

/**
 * An operation in the words of its client. It may be kept as long as the engine, and run any number of times at once. Its plans are the engine's, which
 * shares them with all operations that ask the same in other words, and makes them when they are asked for.
 */
export interface PreparedOperation<Context> {
  readonly kind: 'query' | 'mutation' | 'subscription'
  /** Equal for operations that share their plans. */
  readonly key: string
  /** What it takes of memory without its plans, roughly. It does not keep its document. */
  readonly bytes: number
  /** The names of the variables in @skip and @include that decide which plan it needs. None for a subscription. */
  readonly conditions: readonly string[]
  /** Whether the plan that it needs with these variables is there. Also where they are wrong, since it needs none then. */
  readonly isPlanned: (variables: Values) => boolean
  /** Makes the plan that it needs with these variables, if it is not there. At once, where `inTurn` is left out. Rejects with a GraphQLError when there is none. */
  readonly plan: (variables: Values, inTurn?: InTurn) => Promise<void>
  /** Makes the plans for all values of its conditions: two to the power of their number. */
  readonly planEach: (inTurn?: InTurn) => Promise<void>
  /** What a subscription subscribes to, and with which variables; each event of that is given to `execute`. Null for what is none. */
  readonly primary: (variables: Values) => Promise<{ readonly operation: SubgraphOperation; readonly variables: Values } | null>
  /** Makes the plan first, if it is not there. */
  readonly execute: (request: ExecutionRequest<Context>) => Promise<EngineResult>
  /** Executes, and writes the result as JSON text in the engine's notation. It costs less than writing what `execute` returns. */
  readonly write: (request: ExecutionRequest<Context>) => Promise<string>
}

export interface ExecutionRequest<Context> {
  readonly variables?: Readonly<Record<string, unknown>>
  readonly context: Context
  /** Ends the execution early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** For a subscription: the event, as the subgraph of `primary` has sent it. */
  readonly event?: SubgraphAnswer
}

/** Without `data` the operation was refused before any subgraph was asked; its errors are GraphQLErrors then. */
export interface EngineResult {
  readonly data?: JsonObject | null
  readonly errors?: readonly GraphQLFormattedError[]
}

export interface Engine<Context> {
  /** The schema for clients. */
  readonly schema: GraphQLSchema
  /**
   * Prepares an operation that is valid for `schema`. Keep the result. Throws a GraphQLError when the document has no such operation, or one of far too many
   * selections. An operation with variables in @skip or @include has a plan for each of their values that is asked for.
   */
  prepare(document: DocumentNode, operationName?: string | null, override?: Partial<Override>): PreparedOperation<Context>
  /** How many plans are kept, and what they take of memory, roughly. */
  plans(): { readonly count: number; readonly bytes: number }
  /** Lets the planner forget the supergraph. */
  close(): void
}

interface Compiled<Context> {
  readonly plan: CompiledPlan<Context>
  /** What it takes of memory, roughly. */
  readonly bytes: number
  readonly resultOf: (run: Run<Context>) => EngineResult
  /** The data as JSON text, or null where the answer needs the careful way. */
  readonly textOf: (run: Run<Context>) => string | null
}

/** A call of a subgraph: of a class, since an object with a getter is slow to make. */
class Call<Context> implements SubgraphCall<Context> {
  readonly operation: SubgraphOperation
  readonly sent: Readonly<Record<string, unknown>>
  readonly representations: readonly Representations[]
  readonly context: Context
  readonly signal: AbortSignal | null
  readonly #notation: Notation

  constructor(
    { context, signal }: Run<Context>,
    operation: SubgraphOperation,
    sent: Readonly<Record<string, unknown>>,
    representations: readonly Representations[],
    notation: Notation,
  ) {
    this.operation = operation
    this.sent = sent
    this.representations = representations
    this.context = context
    this.signal = signal
    this.#notation = notation
  }

  get variables(): Readonly<Record<string, unknown>> {
    const entities = this.representations.map(({ variable, texts }) => [variable, texts.map(this.#notation.parse)])
    return { ...this.sent, ...Object.fromEntries(entities) }
  }
}

/** What a prepared operation takes of memory besides its canonical form (measured). */
const BYTES_OF_OPERATION = 6_000

/** What a compiled plan takes of memory, and what each byte of it as JSON adds to that (measured, 12 to 28). */
const BYTES_OF_PLAN = 10_000
const BYTES_OF_PLAN_BYTE = 20

/** Of the values that the conditions of an operation may have, so many keys are remembered. */
const MOST_KEYS = 64

const NO_CONDITIONS: Readonly<Record<string, boolean>> = {}

const AT_ONCE: InTurn = (_key, make) => make()

const noAnswerWithin = (ms: number): Error => new Error(`no answer within ${ms} ms`)

/** Settles as the promise does, or rejects after `ms` or when the signal is aborted. */
const within = <Value>(ms: number, signal: AbortSignal | null, promise: Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(noAnswerWithin(ms)), ms)
    if (signal?.aborted === true) reject(signal.reason)
    const stop = signal === null || signal.aborted ? null : whenAborted(signal, () => reject(signal.reason))
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      stop?.()
    })
  })

/**
 * Opens an engine for a supergraph: it plans operations, asks the subgraphs and puts their answers together.
 * Throws when the supergraph is none.
 */
export const openEngine = <Context>(options: EngineOptions<Context>): Engine<Context> => {
  const { supergraphSdl, timeoutMs = 30_000, planTimeoutMs = 10_000, maxPlanBytes = 64 * 1024 * 1024 } = options
  const { notation = VALUES, onOutage = () => {} } = options
  const { maxEntities = Number.POSITIVE_INFINITY, maxBytes = Number.POSITIVE_INFINITY } = options.limits ?? {}
  const supergraph = parse(supergraphSdl, { noLocation: true })
  const endpoints = subgraphsOf(supergraph)
  if (endpoints.size === 0) throw new Error('the schema is no supergraph: it names no subgraphs')
  const schema = publicSchemaOf(supergraph)
  const possibleTypes = new PossibleTypes(supergraph)
  const readable = asJoin03(supergraph)
  const parts = subgraphPartsOf(readable)
  const planner = openPlanner({
    supergraph: readable,
    supergraphSdl: readable === supergraph ? supergraphSdl : print(readable),
    schema,
    possibleTypes,
    parts,
    timeoutMs: planTimeoutMs,
  })
  const callers = new Map([...endpoints.values()].map(({ name, url }) => [name, options.subgraphs(name, url)]))
  const reserved = reservedFields(parts)
  const shapes = shapesOf(schema)

  /** Returns the answer with what was asked for, and nothing else. Rejects where there is none. */
  const answerOf = (call: Call<Context>): Promise<SubgraphAnswer> => {
    const { operation, signal } = call
    try {
      const caller = callers.get(operation.subgraph)
      if (caller === undefined) throw new Error(`no caller is known for the subgraph ${operation.subgraph}`)
      const called = caller.call(call)
      const answering = timeoutMs === null ? called : within(timeoutMs, signal, called)
      if (caller.isExact === true) return answering
      return answering.then((answer) => {
        if (typeof answer !== 'object' || answer === null) throw new Error('the answer is no object')
        keepAskedOf(operation, answer.data)
        return answer
      })
    } catch (error) {
      return Promise.reject(error)
    }
  }
  // Each call of a subgraph passes here, so it is without `async` and `await`, which cost more than all else here.
  const ask: Ask<Context> = (run, operation, sent, representations, take) => {
    for (const { texts } of representations) run.entities += texts.length
    if (run.entities > maxEntities) return Promise.reject(new AnswerTooLarge('entities', maxEntities))
    const lose = (error: unknown): void => {
      run.signal?.throwIfAborted()
      onOutage(operation.subgraph, error)
      take(null)
    }
    return answerOf(new Call(run, operation, sent, representations, notation)).then((answer) => {
      run.bytes += answer.bytes ?? 0
      if (run.bytes > maxBytes) throw new AnswerTooLarge('bytes', maxBytes)
      take(answer)
    }, lose)
  }
  const compiler = planCompiler<Context>(possibleTypes, notation, ask)
  const plans = keepPlans<Compiled<Context>>(maxPlanBytes)

  const introspect = (
    operation: OperationDefinitionNode,
    nodes: readonly FieldNode[],
    variableValues: Readonly<Record<string, unknown>>,
  ) => {
    const selectionSet = { kind: Kind.SELECTION_SET, selections: nodes } as const
    const root: OperationDefinitionNode = {
      ...operation,
      operation: 'query' as OperationDefinitionNode['operation'],
      selectionSet,
    }
    return executeSync({ schema, document: { kind: Kind.DOCUMENT, definitions: [root] }, variableValues })
  }

  /** Plans and compiles an operation in its canonical form for some values of its conditions. */
  const compile = async (text: string, conditions: ConditionValues, override: Override): Promise<Compiled<Context>> => {
    const [operation] = parse(text, { noLocation: true }).definitions
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the text is no operation')
    const { client, planned, keyOf } = normalFormOf(operation, new Map(), { schema, shapes, reserved, values: conditions })
    const made = await planner.plan(planned, override)
    const plan = compiler.compile(made)
    const complete = compileAnswer(schema, client, new Map(), keyOf)
    const writeData = compileWriter(schema, client, new Map(), keyOf, notation)
    const isUsual = (run: Run<Context>): boolean => run.errors.length === 0 && run.losses.length === 0 && run.absent.size === 0
    return {
      plan,
      bytes: BYTES_OF_PLAN + JSON.stringify(made).length * BYTES_OF_PLAN_BYTE,
      resultOf: (run) => {
        const tree = notation.valuesOf(run.tree) as JsonObject
        const ofIntrospection: GraphQLFormattedError[] = []
        const introspected = (nodes: readonly FieldNode[], key: string): unknown => {
          const result = introspect(client, nodes, run.sent)
          ofIntrospection.push(...(result.errors ?? []).map((error) => error.toJSON()))
          return result.data?.[key] ?? null
        }
        const { data, flaws } = complete(tree, run.values, run.absent, introspected, maxBytes)
        if (isUsual(run) && ofIntrospection.length === 0 && flaws.length === 0) return { data }
        const { pathsOf, lossesOf } = clientPaths(client, keyOf, data)
        const told = run.errors.flatMap((error): GraphQLFormattedError[] =>
          error.path === undefined ? [error] : pathsOf(error.path).map((path) => ({ ...error, path })),
        )
        const errors = placeErrors({
          data,
          told: [...told, ...ofIntrospection],
          losses: run.losses.flatMap(lossesOf),
          flaws,
          isKnown: keysOf(client, new Map()),
        })
        return errors.length === 0 ? { data } : { errors, data }
      },
      textOf: (run) => {
        const text = isUsual(run) ? writeData(run.tree, run.values) : null
        if (text !== null && text.length > maxBytes) throw new AnswerTooLarge('bytes', maxBytes)
        return text
      },
    }
  }

  /** Its document is not in sight of what is kept. */
  const prepared = (
    { operation: kind, variableDefinitions }: OperationDefinitionNode,
    { text, conditions, valuesOf: sentOf, inWordsOfClient }: CanonicalOperation,
    override: Override,
  ): PreparedOperation<Context> => {
    const { labels, percentage } = override
    const isAsUsual = labels.size === 0 && percentage === 0
    const key = hash('sha256', isAsUsual ? text : JSON.stringify([text, [...labels].sort(), percentage]))
    const coercedOf = compileVariables(schema, variableDefinitions)
    const names = conditions.map(({ own }) => own)
    // What a subscription subscribes to must not depend on a request, so it has one plan with its conditions.
    const isOne = names.length === 0 || kind === 'subscription'

    const coerce = (variables: Values) => {
      const { coerced, errors } = coercedOf(variables)
      if (coerced === undefined) return { errors }
      const refused = names.length === 0 ? null : nullCondition(names, coerced)
      return refused === null ? { coerced } : { errors: [refused] }
    }
    const conditionsOf = (coerced: Values): Readonly<Record<string, boolean>> =>
      names.length === 0 ? NO_CONDITIONS : Object.fromEntries(conditions.map(({ own, name }) => [name, coerced[own] === true]))
    /** To join and hash a key costs more than to find it. */
    const keys = new Map<string, string>()
    const keyFor = (coerced: Values): string => {
      if (isOne) return key
      let bits = ''
      for (const own of names) bits += coerced[own] === true ? '1' : '0'
      const known = keys.get(bits)
      if (known !== undefined) return known
      if (keys.size >= MOST_KEYS) keys.clear()
      const joined = key + bits
      keys.set(bits, joined)
      return joined
    }
    const made = (coerced: Values): Promise<Compiled<Context>> =>
      plans.getOrMake(keyFor(coerced), () => compile(text, isOne && names.length > 0 ? null : conditionsOf(coerced), override))
    const make = async (coerced: Values, inTurn: InTurn): Promise<void> => {
      const own = keyFor(coerced)
      if (!plans.has(own)) await inTurn(own, async () => void (await made(coerced)))
    }

    /** Runs the plan. Returns the errors of the variables where they are wrong. */
    const runPlan = async (
      request: ExecutionRequest<Context>,
    ): Promise<{ readonly refused: EngineResult } | { readonly compiled: Compiled<Context>; readonly run: Run<Context> }> => {
      const { variables = {}, context, signal = null, event = null } = request
      signal?.throwIfAborted()
      const { coerced, errors = [] } = coerce(variables)
      if (coerced === undefined) return { refused: { errors: errors as readonly GraphQLFormattedError[] } }
      const compiled = plans.get(keyFor(coerced)) ?? (await made(coerced))
      const { primary } = compiled.plan
      if (event !== null && primary !== null) keepAskedOf(primary, event.data)
      const run: Run<Context> = {
        sent: sentOf(variables),
        // Where there is a plan for each of their values, it has no conditions left.
        values: isOne ? conditionsOf(coerced) : NO_CONDITIONS,
        context,
        signal,
        tree: {},
        errors: [],
        losses: [],
        absent: new Set(),
        event,
        entities: 0,
        bytes: 0,
      }
      await compiled.plan.run(run)
      return { compiled, run }
    }
    const resultIn = (compiled: Compiled<Context>, run: Run<Context>): EngineResult => {
      const result = compiled.resultOf(run)
      const errors = result.errors?.map((error) => ({ ...error, message: inWordsOfClient(error.message) }))
      return errors === undefined ? result : { ...result, errors }
    }

    const tooLarge = (error: unknown): EngineResult => {
      if (error instanceof AnswerTooLarge) return { errors: [error.shown], data: null }
      throw error
    }

    const resultOf = async (request: ExecutionRequest<Context>): Promise<EngineResult> => {
      const done = await runPlan(request)
      return 'refused' in done ? done.refused : resultIn(done.compiled, done.run)
    }
    const write = async (request: ExecutionRequest<Context>): Promise<string> => {
      let result: EngineResult
      try {
        const done = await runPlan(request)
        const text = 'refused' in done ? null : done.compiled.textOf(done.run)
        if (text !== null) return `{"data":${text}}`
        result = 'refused' in done ? done.refused : resultIn(done.compiled, done.run)
      } catch (error) {
        result = tooLarge(error)
      }
      return notation.textOf(JSON.stringify(result))
    }

    return {
      kind,
      key,
      bytes: BYTES_OF_OPERATION + text.length,
      conditions: isOne ? [] : names,
      isPlanned: (variables) => {
        if (isOne) return plans.has(key)
        const { coerced } = coerce(variables)
        return coerced === undefined || plans.has(keyFor(coerced))
      },
      plan: async (variables, inTurn = AT_ONCE) => {
        const { coerced } = isOne ? { coerced: {} } : coerce(variables)
        if (coerced !== undefined) await make(coerced, inTurn)
      },
      planEach: async (inTurn = AT_ONCE) => {
        for (let bits = 0; bits < (isOne ? 1 : 2 ** names.length); bits += 1) {
          await make(Object.fromEntries(names.map((own, at) => [own, Math.floor(bits / 2 ** at) % 2 === 1])), inTurn)
        }
      },
      primary: async (variables) => {
        const { primary } = kind === 'subscription' ? (await made({})).plan : { primary: null }
        return primary === null ? null : { operation: primary, variables: sentOf(variables) }
      },
      execute: (request) => resultOf(request).catch(tooLarge),
      write,
    }
  }

  return {
    schema,
    prepare: (document, operationName = null, { labels = new Set<string>(), percentage = 0 } = {}) => {
      const operation = getOperationAST(document, operationName)
      if (operation === null || operation === undefined) {
        throw new GraphQLError(
          operationName === null
            ? 'The document has several operations, and none is named.'
            : `There is no operation ${operationName}.`,
          { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
        )
      }
      return prepared(operation, canonicalOf(schema, operation, fragmentsOf(document)), { labels, percentage })
    },
    plans: () => ({ count: plans.count, bytes: plans.bytes }),
    close: () => planner.close(),
  }
}
