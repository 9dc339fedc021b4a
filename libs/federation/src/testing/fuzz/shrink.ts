import {
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { fragmentsOf } from '../../fragments.ts'
import type { Asked } from '../engines.ts'
import type { Entity, Field, WorldPlan } from './plan-of-world.ts'
import { compareOn, type Failure, isValid, type OpenEngine, type RunningWorld, runWorld } from './run.ts'

/** Writes named fragments in place, so that parts of them can go. */
const inlined = (document: DocumentNode): DocumentNode => {
  const fragments = fragmentsOf(document)
  const inline = (node: DocumentNode): DocumentNode =>
    visit(node, {
      FragmentSpread: (spread): InlineFragmentNode | undefined => {
        const fragment = fragments.get(spread.name.value)
        if (fragment === undefined) return undefined
        const { typeCondition, selectionSet } = fragment
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, directives: spread.directives ?? [] }
      },
    })
  const operation = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  return inline({ ...document, definitions: operation })
}

/** Declares only the variables that are used, and sends only those. */
const tidied = (document: DocumentNode, asked: Asked): Asked => {
  const used = new Set<string>()
  visit(document, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) })
  const declared = visit(document, { VariableDefinition: (node) => (used.has(node.variable.name.value) ? undefined : null) })
  return {
    ...asked,
    query: print(declared),
    variables: Object.fromEntries(Object.entries(asked.variables ?? {}).filter(([name]) => used.has(name))),
  }
}

/** Returns all operations that are a little smaller. */
const smallerOperations = (asked: Asked): Asked[] => {
  const document = inlined(parse(asked.query, { noLocation: true }))
  const found: Asked[] = []
  const replaced = (before: object, after: object): void => {
    found.push(tidied(visit(document, { enter: (node) => (node === before ? after : undefined) }), asked))
  }
  const withoutItem = (set: SelectionSetNode, gone: SelectionNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.filter((one) => one !== gone),
  })
  visit(document, {
    SelectionSet: (set) => {
      for (const selection of set.selections) {
        if (set.selections.length > 1) replaced(set, withoutItem(set, selection))
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          replaced(set, {
            ...set,
            selections: set.selections.flatMap((one) => (one === selection ? selection.selectionSet.selections : [one])),
          })
        }
      }
    },
    Field: (field: FieldNode) => {
      const { alias, ...plain } = field
      if (alias !== undefined) replaced(field, plain)
      if ((field.directives ?? []).length > 0) replaced(field, { ...field, directives: [] })
      for (const argument of field.arguments ?? []) {
        replaced(field, { ...field, arguments: field.arguments?.filter((one) => one !== argument) ?? [] })
      }
    },
    InlineFragment: (fragment) => {
      if ((fragment.directives ?? []).length > 0) replaced(fragment, { ...fragment, directives: [] })
    },
  })
  return found
}

const without = (fields: readonly Field[]): Field[][] => fields.map((gone) => fields.filter((field) => field !== gone))

const withoutEntity = (plan: WorldPlan, entity: Entity): WorldPlan => {
  const rest = ({ members }: { readonly members: readonly string[] }) => members.filter((name) => name !== entity.name)
  return {
    ...plan,
    entities: plan.entities.filter((one) => one !== entity),
    interfaces: plan.interfaces.map((one) => ({ ...one, members: rest(one) })),
    unions: plan.unions.map((one) => ({ ...one, members: rest(one) })).filter(({ members }) => members.length > 0),
  }
}

/** Returns all worlds that have a little less. Values depend on names alone, so what stays keeps its values. */
const smallerWorlds = (plan: WorldPlan): WorldPlan[] => [
  ...plan.subgraphs.map((gone) => ({ ...plan, subgraphs: plan.subgraphs.filter((one) => one !== gone) })),
  ...without(plan.queries).map((queries) => ({ ...plan, queries })),
  ...plan.interfaces.map((gone) => ({ ...plan, interfaces: plan.interfaces.filter((one) => one !== gone) })),
  ...plan.unions.map((gone) => ({ ...plan, unions: plan.unions.filter((one) => one !== gone) })),
  ...plan.entities.flatMap((entity) => {
    const changed = (next: typeof entity): WorldPlan => ({
      ...plan,
      entities: plan.entities.map((one) => (one === entity ? next : one)),
    })
    return [
      withoutEntity(plan, entity),
      ...without(entity.fields).map((fields) => changed({ ...entity, fields })),
      ...Object.entries(entity.keys).flatMap(([subgraph, keys]) =>
        keys.length < 2
          ? []
          : keys.map((gone) => changed({ ...entity, keys: { ...entity.keys, [subgraph]: keys.filter((key) => key !== gone) } })),
      ),
      ...Object.keys(entity.keys).map((gone) =>
        changed({ ...entity, keys: Object.fromEntries(Object.entries(entity.keys).filter(([subgraph]) => subgraph !== gone)) }),
      ),
    ]
  }),
]

/** Looks for a smaller operation, and then a smaller world, in which the engine is still wrong. */
export const shrink = async (failure: Failure, open: OpenEngine, inOrder: boolean, tries = 600): Promise<Failure> => {
  let best = failure
  let left = tries
  const differs = async (running: RunningWorld, asked: Asked): Promise<string | null> =>
    isValid(running.schema, asked) ? compareOn(running, asked, inOrder) : null
  const shrinkOperation = async (): Promise<void> => {
    const running = await runWorld(best.plan, open)
    if (running === null) return
    try {
      const plain = tidied(inlined(parse(best.asked.query, { noLocation: true })), best.asked)
      const differsPlain = await differs(running, plain)
      if (differsPlain !== null) best = { ...best, asked: plain, difference: differsPlain }
      for (let isSmaller = true; isSmaller && left > 0; ) {
        isSmaller = false
        for (const asked of smallerOperations(best.asked)) {
          left -= 1
          if (asked.query.length >= best.asked.query.length || left <= 0) continue
          const difference = await differs(running, asked)
          if (difference === null) continue
          best = { ...best, asked, difference }
          isSmaller = true
          break
        }
      }
    } finally {
      await running.engine.close()
    }
  }
  const shrinkWorld = async (): Promise<void> => {
    for (let isSmaller = true; isSmaller && left > 0; ) {
      isSmaller = false
      for (const plan of smallerWorlds(best.plan)) {
        left -= 1
        if (left <= 0) return
        const running = await runWorld(plan, open).catch(() => null)
        if (running === null) continue
        const difference = await differs(running, best.asked).finally(() => running.engine.close())
        if (difference === null) continue
        best = { ...best, plan, difference }
        isSmaller = true
        break
      }
    }
  }
  await shrinkOperation()
  await shrinkWorld()
  await shrinkOperation()
  return best
}
