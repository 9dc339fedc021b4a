import type {
  BatchFetchNode,
  FetchNode,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode,
  QueryPlan,
  RequiresSelection,
} from '@graphql-hive/router-query-planner'
import { isObject, type JsonObject, type Path } from '../json.ts'
import type { Notation } from '../notation.ts'
import type { PossibleTypes } from '../schema/possible-types.ts'
import type { Representations, SubgraphAnswer, SubgraphOperation } from '../subgraph.ts'
import { askedOf } from './asked.ts'
import { askingOnce, equalFetches, textOfFetch } from './equal-fetches.ts'
import { type EntityPart, entityPartsOf } from './fetches.ts'
import { copyOf, merge } from './merge.ts'
import { compileRepresentation, NOT_ASKED, NOT_FETCHED, RepresentationList } from './representations.ts'
import { compileRewrites, kindOf, type Rewrite, renamedPath } from './rewrites.ts'
import { type Ask, addError, addLoss, hasAllErrors, type Run } from './run.ts'
import { errorAt, errorsOf, type SubgraphError } from './subgraph-errors.ts'
import { compileWalk, placesOf, type Walk } from './walk.ts'

/** A node of a plan, compiled. It returns nothing when it has nothing to wait for. */
export type Step<Context> = (run: Run<Context>) => Promise<void> | undefined

/** A compiled plan. The operation of `primary` is what a subscription subscribes to. */
export interface CompiledPlan<Context> {
  readonly run: Step<Context>
  readonly primary: SubgraphOperation | null
}

/** One `_entities` field of a fetch: which objects of the tree it is about, and what it asks of them. */
interface EntityField {
  readonly key: string
  readonly variable: string
  readonly paths: readonly { readonly path: readonly FlattenNodePathSegment[]; readonly walk: Walk }[]
  readonly place: ReturnType<typeof compileRepresentation>
  readonly rewriteOutput: Rewrite | null
  readonly outputRewrites: readonly FetchRewrite[] | undefined
}

/** The objects of one path of an entity field that an entity is merged into, by the index of the entity. */
interface Targets {
  readonly path: readonly FlattenNodePathSegment[]
  readonly objects: readonly JsonObject[]
  readonly entities: readonly number[]
}

const operationOf = ({
  serviceName,
  operationKind,
  operation,
  operationName,
}: FetchNode | BatchFetchNode): SubgraphOperation => ({
  subgraph: serviceName,
  kind: operationKind ?? 'query',
  document: operation,
  operationName: operationName ?? null,
})

const variablesFor = (names: readonly string[], sent: Readonly<Record<string, unknown>>): JsonObject => {
  const variables: JsonObject = {}
  for (const name of names) if (sent[name] !== undefined) variables[name] = sent[name]
  return variables
}

/** Whether the answer has neither data nor an error that says why. */
const isNonsense = ({ data, errors }: SubgraphAnswer): boolean => !isObject(data) && !(Array.isArray(errors) && errors.length > 0)

/** The fields of a path up to its first list: where an error is that names no place. */
const before = (path: readonly FlattenNodePathSegment[]): Path => {
  const place: string[] = []
  for (const segment of path) {
    if (segment === '@') break
    if ('Field' in segment) place.push(segment.Field)
  }
  return place
}

/**
 * Where representations are sent as ones of an interface, all of its types are: of fragments on several types the planner keeps one. So the
 * types that are told, and those whose names are written over, become the interface.
 */
const ofInterface = (
  { requires, inputRewrites }: EntityPart,
  possibleTypes: PossibleTypes,
): { readonly requires: readonly RequiresSelection[]; readonly inputRewrites: readonly FetchRewrite[] } => {
  const interfaces: string[] = []
  const rewrites = (inputRewrites ?? []).map((rewrite): FetchRewrite => {
    const kind = kindOf(rewrite)
    if (!('set' in kind) || !possibleTypes.isAbstract(kind.set.setValueTo)) return rewrite
    const { setValueTo } = kind.set
    interfaces.push(setValueTo)
    const [type, ...below] = kind.set.path
    const isOfType =
      type !== undefined &&
      'TypenameEquals' in type &&
      type.TypenameEquals.every((one) => possibleTypes.satisfies(one, setValueTo))
    return isOfType ? { ValueSetter: { path: [{ TypenameEquals: [setValueTo] }, ...below], setValueTo } } : rewrite
  })
  const told = requires.map((selection) => {
    if (selection.kind !== 'InlineFragment') return selection
    const name = interfaces.find((one) => possibleTypes.satisfies(selection.typeCondition, one))
    return name === undefined ? selection : { ...selection, typeCondition: name }
  })
  return { requires: told, inputRewrites: rewrites }
}

/** Compiles plans for one supergraph. `ask` reaches the subgraphs. */
export const planCompiler = <Context>(possibleTypes: PossibleTypes, notation: Notation, ask: Ask<Context>) => {
  const askOnce = askingOnce(ask)
  /** The fetches that the plan which is compiled now has more than once. */
  let equal: ReadonlySet<string> = new Set()

  const entityField = (part: EntityPart): EntityField => {
    const { requires, inputRewrites } = ofInterface(part, possibleTypes)
    return {
      key: part.alias,
      variable: part.representationsVariableName,
      paths: part.paths.map((path) => ({ path, walk: compileWalk(path, possibleTypes) })),
      place: compileRepresentation(requires, possibleTypes, compileRewrites(inputRewrites, possibleTypes), notation),
      rewriteOutput: compileRewrites(part.outputRewrites, possibleTypes),
      outputRewrites: part.outputRewrites,
    }
  }

  /** Records that the fields of an entity fetch are missing from these objects. */
  const loseTargets = (
    run: Run<Context>,
    operation: SubgraphOperation,
    field: EntityField,
    subgraph: string,
    targets: readonly Targets[],
  ) => {
    const fields = askedOf(operation).find(({ key }) => key === field.key)?.below ?? []
    for (const { path, objects } of targets) {
      const places = placesOf(run.tree, path, possibleTypes)
      const lost = new Set(objects)
      addLoss(run, { subgraph, fields, places: [...lost].flatMap((object) => places.get(object) ?? []) })
    }
  }

  const placeEntityErrors = (
    run: Run<Context>,
    field: EntityField,
    targets: readonly Targets[],
    count: number,
    errors: readonly SubgraphError[],
  ): void => {
    if (errors.length === 0) return
    const placesByEntity = new Map<number, Path[]>()
    const placesOfEntity = (index: number): readonly Path[] => {
      if (placesByEntity.size === 0) {
        for (const { path, objects, entities } of targets) {
          const indexes = new Map(objects.map((object, at) => [object, entities[at] ?? -1]))
          for (const [object, places] of placesOf(run.tree, path, possibleTypes)) {
            const of = indexes.get(object) ?? -1
            const known = placesByEntity.get(of)
            if (known === undefined) placesByEntity.set(of, [...places])
            else for (const place of places) known.push(place)
          }
        }
      }
      return placesByEntity.get(index) ?? []
    }
    for (const error of errors) {
      const [, index, ...rest] = error.path ?? []
      // Also what is told of an entity that is none is told, of all of them.
      if (typeof index !== 'number' || !(index >= 0 && index < count)) {
        for (const { path, objects } of targets) if (objects.length > 0) addError(run, errorAt(error, before(path)))
        continue
      }
      const below = renamedPath(rest, field.outputRewrites)
      for (const place of placesOfEntity(index)) {
        if (hasAllErrors(run)) return
        addError(run, errorAt(error, [...place, ...below]))
      }
    }
  }

  /** Whether an entity says that it is of another type than the one that was asked about. Interfaces say nothing. */
  const isOfAnother = ({ __typename: asked }: JsonObject, { __typename: said }: JsonObject): boolean =>
    said !== undefined &&
    said !== asked &&
    asked !== undefined &&
    (typeof said !== 'string' || !(possibleTypes.isAbstract(said) || possibleTypes.isAbstract(String(asked))))

  /** Merges what a subgraph has said of its entities. Returns the objects about which it has said something that is no entity. */
  const mergeEntities = (
    run: Run<Context>,
    field: EntityField,
    targets: readonly Targets[],
    entities: readonly unknown[],
  ): readonly Targets[] => {
    field.rewriteOutput?.(entities)
    const used = new Set<number>()
    const wrong: Targets[] = []
    for (const target of targets) {
      const { path, objects, entities: indexes } = target
      const lost: JsonObject[] = []
      for (let at = 0; at < objects.length; at++) {
        const object = objects[at] as JsonObject
        const index = indexes[at] ?? -1
        const entity = entities[index]
        if (entity === null) run.absent.add(object)
        else if (!isObject(entity) || isOfAnother(object, entity)) lost.push(object)
        else merge(object, used.has(index) ? (copyOf(entity) as JsonObject) : entity, possibleTypes)
      }
      // Objects of one path are of one selection for ever; those of two paths part ways later.
      if (target !== targets.at(-1)) for (const index of indexes) used.add(index)
      if (lost.length > 0) wrong.push({ path, objects: lost, entities: [] })
    }
    return wrong
  }

  const entityStep = (
    asking: Ask<Context>,
    operation: SubgraphOperation,
    usages: readonly string[],
    fields: readonly EntityField[],
  ): Step<Context> => {
    return (run) => {
      const lists = new Map<string, RepresentationList>()
      const isLossy = run.losses.length > 0
      const targetsOf = fields.map((field): Targets[] => {
        const list = lists.get(field.variable) ?? new RepresentationList()
        lists.set(field.variable, list)
        return field.paths.map(({ path, walk }): Targets => {
          const found = new Set<JsonObject>()
          walk(run.tree, found)
          const objects: JsonObject[] = []
          const entities: number[] = []
          const skipped: JsonObject[] = []
          for (const object of found) {
            const place = field.place(list, object, run.values, isLossy)
            if (place === NOT_FETCHED) skipped.push(object)
            else if (place !== NOT_ASKED) {
              objects.push(object)
              entities.push(place)
            }
          }
          // What it needs was asked of a subgraph that has not answered.
          const cause = run.losses[0]
          if (skipped.length > 0 && cause !== undefined) {
            loseTargets(run, operation, field, cause.subgraph, [{ path, objects: skipped, entities: [] }])
          }
          return { path, objects, entities }
        })
      })
      let asked = 0
      const representations: Representations[] = []
      for (const [variable, { texts }] of lists) {
        representations.push({ variable, texts })
        asked += texts.length
      }
      if (asked === 0) return undefined

      return asking(run, operation, variablesFor(usages, run.sent), representations, (answer) => {
        const isLost = answer === null || isNonsense(answer)
        const errors = isLost ? NO_ERRORS : errorsOf(operation.subgraph, answer.errors)
        const elsewhere =
          errors.length === 0 ? NO_ERRORS : errors.filter(({ path }) => !fields.some(({ key }) => key === path?.[0]))
        for (const [at, field] of fields.entries()) {
          const targets = targetsOf[at] ?? []
          const count = lists.get(field.variable)?.texts.length ?? 0
          if (count === 0) continue
          const own = errors.length === 0 ? NO_ERRORS : errors.filter(({ path }) => path?.[0] === field.key)
          const entities = isLost || !isObject(answer.data) ? null : answer.data[field.key]
          if (Array.isArray(entities) && entities.length === count) {
            const wrong = mergeEntities(run, field, targets, entities)
            if (wrong.length > 0) loseTargets(run, operation, field, operation.subgraph, wrong)
          } else if (isLost || own.length + elsewhere.length === 0) {
            loseTargets(run, operation, field, operation.subgraph, targets)
          }
          placeEntityErrors(run, field, targets, count, own)
        }
        const [first] = fields
        if (first !== undefined && elsewhere.length > 0)
          placeEntityErrors(
            run,
            first,
            targetsOf[0] ?? [],
            0,
            elsewhere.map((error) => ({ ...error, path: null })),
          )
      })
    }
  }

  /** A fetch of root fields: of the operation's root, or of the objects of a path where a mutation or a query has led back to Query. */
  const rootStep = (
    operation: SubgraphOperation,
    usages: readonly string[],
    rewrites: readonly FetchRewrite[] | undefined,
    path: readonly FlattenNodePathSegment[],
    isEvent: boolean,
  ): Step<Context> => {
    const rewrite = compileRewrites(rewrites, possibleTypes)
    const walk = compileWalk(path, possibleTypes)
    return (run) => {
      const targets = new Set<JsonObject>()
      walk(run.tree, targets)
      if (targets.size === 0) return undefined
      const take = (answer: SubgraphAnswer | null): void => {
        const placesAll = () => [...placesOf(run.tree, path, possibleTypes).values()].flat()
        if (answer === null || isNonsense(answer)) {
          addLoss(run, { subgraph: operation.subgraph, fields: askedOf(operation), places: placesAll() })
          return
        }
        if (isObject(answer.data)) {
          rewrite?.(answer.data)
          for (const [at, target] of [...targets].entries()) {
            merge(target, at === 0 ? answer.data : (copyOf(answer.data) as JsonObject), possibleTypes)
          }
        }
        const errors = errorsOf(operation.subgraph, answer.errors)
        const places = errors.length === 0 ? [] : placesAll()
        for (const error of errors) {
          const below = error.path === null ? onlyKey(operation) : renamedPath(error.path, rewrites)
          for (const place of places) {
            if (hasAllErrors(run)) return
            addError(run, errorAt(error, below === null && place.length === 0 ? null : [...place, ...(below ?? [])]))
          }
        }
      }
      return isEvent && run.event !== null
        ? Promise.resolve(run.event).then(take)
        : ask(run, operation, variablesFor(usages, run.sent), [], take)
    }
  }

  const fetchStep = (
    node: FetchNode | BatchFetchNode,
    path: readonly FlattenNodePathSegment[],
    isEvent = false,
  ): Step<Context> => {
    const operation = operationOf(node)
    const usages = node.variableUsages ?? []
    const entities = entityPartsOf(node, path)
    if (entities !== null) {
      return entityStep(equal.has(textOfFetch(node)) ? askOnce : ask, operation, usages, entities.map(entityField))
    }
    return rootStep(operation, usages, node.kind === 'Fetch' ? node.outputRewrites : undefined, path, isEvent)
  }

  const compile = (node: PlanNode, path: readonly FlattenNodePathSegment[]): Step<Context> => {
    switch (node.kind) {
      case 'Fetch':
      case 'BatchFetch':
        return fetchStep(node, path)
      case 'Flatten':
        return compile(node.node, [...path, ...node.path])
      case 'Sequence': {
        const steps = node.nodes.map((child) => compile(child, path))
        const runFrom = (run: Run<Context>, from: number): Promise<void> | undefined => {
          for (let at = from; at < steps.length; at++) {
            const waiting = steps[at]?.(run)
            if (waiting !== undefined) return at + 1 === steps.length ? waiting : waiting.then(() => runFrom(run, at + 1))
          }
          return undefined
        }
        return (run) => {
          try {
            return runFrom(run, 0)
          } catch (error) {
            return Promise.reject(error)
          }
        }
      }
      case 'Parallel': {
        const steps = node.nodes.map((child) => compile(child, path))
        return (run) => {
          const waiting: Promise<void>[] = []
          for (const step of steps) {
            const one = step(run)
            if (one !== undefined) waiting.push(one)
          }
          return waiting.length < 2 ? waiting[0] : Promise.all(waiting).then(nothing)
        }
      }
      case 'Condition': {
        // The planner says null for a clause that is not there.
        const clause = (child: PlanNode | null | undefined) =>
          child === null || child === undefined ? null : compile(child, path)
        const [ifTrue, ifFalse] = [clause(node.ifClause), clause(node.elseClause)]
        return (run) => (run.values[node.condition] === true ? ifTrue : ifFalse)?.(run)
      }
      case 'Subscription':
        return fetchStep(node.primary, path, true)
      case 'Defer':
        throw new Error('a plan with @defer is not supported')
    }
  }

  return {
    compile: ({ node }: QueryPlan): CompiledPlan<Context> => {
      equal = equalFetches(node)
      return {
        run: node === undefined ? () => undefined : compile(node, []),
        primary: node === undefined ? null : primaryOf(node),
      }
    },
  }
}

const nothing = (): void => {}
const NO_ERRORS: readonly SubgraphError[] = []

const onlyKey = (operation: SubgraphOperation): Path | null => {
  const asked = askedOf(operation)
  const [only] = asked
  return asked.length === 1 && only !== undefined ? [only.key] : null
}

const primaryOf = (node: PlanNode): SubgraphOperation | null => {
  if (node.kind === 'Subscription') return operationOf(node.primary)
  return node.kind === 'Sequence' && node.nodes[0] !== undefined ? primaryOf(node.nodes[0]) : null
}
