import { type Random, randomOf } from './random.ts'

/** How a type stands in a field: `{}` is the named type. */
export type Wrap = '{}' | '{}!' | '[{}]' | '[{}!]' | '[{}]!' | '[{}!]!' | '[[{}]]' | '[[{}!]!]!' | '[[[{}]]]'

export interface Argument {
  readonly name: string
  readonly type: string
  readonly standard: string | null
}

/** A field that another one needs, with the arguments that its @requires gives. */
export interface Needed {
  readonly name: string
  readonly args: Readonly<Record<string, number | string | null>>
  /** The fields that are needed of the entity it leads to. */
  readonly below?: readonly string[]
}

export interface Field {
  readonly name: string
  readonly type: string
  readonly wrap: Wrap
  readonly args: readonly Argument[]
  /** The subgraphs that resolve it: several, if it is shareable. */
  readonly owners: readonly string[]
  readonly needs?: readonly Needed[]
  /** The fields of the entity it leads to that its owner knows on this way. */
  readonly provides?: readonly string[]
  /** The subgraph that had it once, and still answers something wrong. */
  readonly overrides?: string
  /** The @override is progressive: this many of 100 requests are answered by the new owner, the others by the old one. */
  readonly percent?: number
  /** The owner that says it may be null, where another says it may not. */
  readonly looser?: string
  readonly isInaccessible?: boolean
  /** Some entities answer an error here. */
  readonly fails?: boolean
}

export interface Key {
  readonly fields: 'id' | 'code' | 'id code' | 'spot { x }' | 'id spot { y x }'
  readonly isResolvable: boolean
}

export interface Entity {
  readonly name: string
  readonly keys: Readonly<Record<string, readonly Key[]>>
  readonly fields: readonly Field[]
  /** The subgraphs that do not give some of the entities when they are asked for them by key. */
  readonly hiddenIn: readonly string[]
}

export interface Interface {
  readonly name: string
  readonly members: readonly string[]
  /** A field that all members have. */
  readonly common: string
  /** Where it is an @interfaceObject, and what is there. Where it has a key besides. */
  readonly object?: { readonly subgraph: string; readonly keyed: string; readonly fields: readonly Field[] }
}

export interface Union {
  readonly name: string
  readonly members: readonly string[]
}

export interface ValueType {
  readonly name: string
  readonly fields: readonly Field[]
}

/** All that a world is made of. JSON. */
export interface WorldPlan {
  readonly seed: number
  readonly subgraphs: readonly string[]
  readonly entities: readonly Entity[]
  readonly interfaces: readonly Interface[]
  readonly unions: readonly Union[]
  readonly values: readonly ValueType[]
  readonly queries: readonly Field[]
  readonly mutations: readonly Field[]
  /** Whether clients do not see the key `code`, and whether each subgraph has a part of the input besides that others do not have. */
  readonly hidesCode: boolean
  readonly hasOwnInput: boolean
}

const SCALARS = ['Int', 'String', 'Boolean', 'Float', 'Level', 'Json', 'Mood']
export const isLeaf = (type: string): boolean => SCALARS.includes(type) || type === 'ID'

const WRAPS: readonly Wrap[] = [
  '{}',
  '{}',
  '{}',
  '{}!',
  '{}!',
  '[{}]',
  '[{}!]',
  '[{}]!',
  '[{}!]!',
  '[[{}]]',
  '[[{}!]!]!',
  '[[[{}]]]',
]
const ARGUMENTS: readonly Argument[] = [
  { name: 'n', type: 'Int', standard: '1' },
  { name: 's', type: 'String', standard: null },
  { name: 'level', type: 'Level', standard: 'LOW' },
  { name: 'filter', type: 'Filter', standard: null },
  { name: 'must', type: 'Int!', standard: null },
]

const keysFor = (random: Random): Key[] => {
  const id: Key = { fields: 'id', isResolvable: true }
  const others = random
    .some<Key['fields']>(['code', 'spot { x }', 'id code', 'id spot { y x }'], 0.12)
    .map((fields) => ({ fields, isResolvable: !random.chance(0.2) }))
  if (others.length > 0 && random.chance(0.3))
    return others.map((key, index) => (index === 0 ? { ...key, isResolvable: true } : key))
  return random.shuffled([id, ...others])
}

/** Returns the entities that are in a subgraph. */
export const entitiesIn = ({ entities }: Pick<WorldPlan, 'entities'>, subgraph: string): readonly Entity[] =>
  entities.filter(({ keys }) => keys[subgraph] !== undefined)

/** Says whether a subgraph knows all that the fields of a value lead to. */
const isWholeIn = ({ fields }: ValueType, plan: Pick<WorldPlan, 'entities'>, subgraph: string): boolean =>
  fields.every(({ type }) => isLeaf(type) || entitiesIn(plan, subgraph).some(({ name }) => name === type))

/** Returns the members that a subgraph knows of a union or an interface. */
export const membersIn = (
  plan: Pick<WorldPlan, 'entities' | 'values'>,
  { members }: { readonly members: readonly string[] },
  subgraph: string,
): readonly string[] => {
  const known = entitiesIn(plan, subgraph).map(({ name }) => name)
  return members.filter(
    (name) => known.includes(name) || plan.values.some((value) => value.name === name && isWholeIn(value, plan, subgraph)),
  )
}

const hasId = (entity: Entity, subgraph: string): boolean =>
  entity.keys[subgraph]?.some(({ fields }) => fields.startsWith('id')) === true

/** Says whether an interface can stand in a subgraph: with an id, which all members there must have. */
export const isInterfaceIn = (plan: Pick<WorldPlan, 'entities' | 'values'>, one: Interface, subgraph: string): boolean => {
  if (one.object?.subgraph === subgraph) return false
  const here = entitiesIn(plan, subgraph).filter(({ name }) => one.members.includes(name))
  return here.length > 0 && here.every((entity) => hasId(entity, subgraph))
}

interface Parts {
  readonly entities: readonly Entity[]
  readonly interfaces: readonly Interface[]
  readonly unions: readonly Union[]
  readonly values: readonly ValueType[]
}

/** Returns the types that a field of a subgraph may lead to. */
const targetsIn = (parts: Parts, subgraph: string): string[] => [
  ...entitiesIn(parts, subgraph).flatMap(({ name }) => [name, name]),
  ...parts.interfaces
    .filter((one) => one.object?.subgraph === subgraph || isInterfaceIn(parts, one, subgraph))
    .flatMap(({ name }) => [name, name]),
  ...parts.unions.filter((one) => membersIn(parts, one, subgraph).length > 0).map(({ name }) => name),
  ...parts.values.filter((value) => isWholeIn(value, parts, subgraph)).map(({ name }) => name),
]

/** Makes a field of a type that its owner knows. */
const randomField = (random: Random, parts: Parts, name: string, owner: string, linkChance: number): Field => {
  const targets = targetsIn(parts, owner)
  const type = targets.length > 0 && random.chance(linkChance) ? random.pick(targets) : random.pick(SCALARS)
  return {
    name,
    type,
    wrap: random.pick(WRAPS),
    args: random.chance(0.3) ? random.some(ARGUMENTS, 0.4) : [],
    owners: [owner],
    ...(random.chance(0.25) ? { fails: true } : {}),
  }
}

const without = <Item>(items: readonly Item[], item: Item): Item[] => items.filter((other) => other !== item)

/** Adds another owner, @override, @inaccessible, where the entity is in a second subgraph. */
const decorated = (random: Random, parts: Parts, field: Field, homes: readonly string[]): Field => {
  const [owner] = field.owners
  const other = homes.length > 1 ? random.pick(without(homes, owner ?? '')) : undefined
  const isEntity = other !== undefined && entitiesIn(parts, other).some(({ name }) => name === field.type)
  if (isEntity && random.chance(0.15)) return { ...field, owners: [...field.owners, other] }
  if (isLeaf(field.type) && other !== undefined && random.chance(0.15)) {
    const looser =
      random.chance(0.4) && field.wrap === '{}!' ? { looser: random.pick([...field.owners, other]), fails: false } : {}
    return { ...field, owners: [...field.owners, other], ...looser }
  }
  if (isLeaf(field.type) && other !== undefined && random.chance(0.1))
    return { ...field, overrides: other, ...(random.chance(0.5) ? { percent: random.pick([0, 50, 100]) } : {}) }
  if (isLeaf(field.type) && random.chance(0.05)) return { ...field, isInaccessible: true }
  return field
}

const argumentsFor = (random: Random, field: Field): Needed['args'] =>
  Object.fromEntries(
    field.args.flatMap(({ name, type }): [string, number | string | null][] => {
      if (type === 'Int!') return [[name, random.int(3)]]
      if (type === 'Filter' || random.chance(0.5)) return []
      if (type === 'String') return [[name, random.chance(0.3) ? null : 'x']]
      return type === 'Int' ? [[name, random.int(3)]] : []
    }),
  )

/** Says whether a subgraph may declare a field of another one as @external. */
const mayBeExternal = (field: Field, subgraph: string): boolean =>
  isLeaf(field.type) &&
  // Of its values each subgraph knows others.
  field.type !== 'Mood' &&
  !field.owners.includes(subgraph) &&
  field.overrides !== subgraph &&
  field.isInaccessible !== true &&
  field.looser === undefined

/** Finds a field that leads to an entity, and fields of it, that another field of the owner may need. */
const deepNeed = (random: Random, parts: Parts, fields: readonly Field[], owner: string): Needed | null => {
  const links = fields.flatMap((field) => {
    const target = entitiesIn(parts, owner).find(({ name }) => name === field.type)
    const isUsable = field.owners.length === 1 && !field.owners.includes(owner) && target !== undefined
    return isUsable ? [{ field, target }] : []
  })
  if (links.length === 0 || !random.chance(0.3)) return null
  const { field, target } = random.pick(links)
  const below = target.fields
    .filter(({ type, needs, args, looser, isInaccessible, overrides }) => {
      const isPlain =
        needs === undefined && args.length === 0 && looser === undefined && isInaccessible !== true && overrides === undefined
      return isLeaf(type) && type !== 'Mood' && isPlain
    })
    .map(({ name }) => name)
  if (below.length === 0) return null
  return { name: field.name, args: argumentsFor(random, field), below: random.shuffled(below).slice(0, 2) }
}

const withNeeds = (random: Random, parts: Parts, entity: Entity): Entity => {
  const homes = Object.keys(entity.keys)
  let fields = [...entity.fields]
  for (const name of ['sum', 'tax'].filter(() => random.chance(0.35))) {
    const owner = random.pick(homes)
    const deep = deepNeed(random, parts, fields, owner)
    const candidates = fields.filter((field) => mayBeExternal(field, owner))
    if (candidates.length === 0 && deep === null) continue
    const needed = random.shuffled(candidates).slice(0, 1 + random.int(2))
    const needs = [
      ...needed.map((field) => ({ name: field.name, args: argumentsFor(random, field) })),
      ...(deep === null ? [] : [deep]),
    ]
    fields = fields.map((field) => (needs.some(({ name }) => name === field.name) ? { ...field, fails: false } : field))
    fields.push({ name, type: 'String', wrap: random.pick(['{}', '{}!']), args: [], owners: [owner], needs })
  }
  return { ...entity, fields }
}

/** Lets some fields that lead to an entity provide a field of it. */
const withProvisions = (random: Random, parts: Parts, field: Field): Field => {
  const [owner] = field.owners
  const target = parts.entities.find(({ name }) => name === field.type)
  if (target === undefined || owner === undefined || field.owners.length > 1 || !random.chance(0.25)) return field
  const names = target.fields.filter(
    (one) => mayBeExternal(one, owner) && one.needs === undefined && one.args.length === 0 && one.overrides === undefined,
  )
  return names.length === 0 ? field : { ...field, provides: [random.pick(names).name] }
}

/** Returns the fields of an entity that others need, of it or of what leads to it. */
const neededOf = ({ entities }: Pick<WorldPlan, 'entities'>, { name: type, fields }: Entity): string[] => [
  ...fields.flatMap(({ needs = [] }) => needs.map(({ name }) => name)),
  ...entities.flatMap((entity) =>
    entity.fields.flatMap(({ needs = [] }) =>
      needs.flatMap(({ name, below = [] }) => (entity.fields.find((field) => field.name === name)?.type === type ? below : [])),
    ),
  ),
]

/** What is needed of an entity answers the same everywhere, so it must not fail. */
const withSureNeeds = (entities: readonly Entity[]): Entity[] =>
  entities.map((entity) => {
    const needed = neededOf({ entities }, entity)
    return { ...entity, fields: entity.fields.map((field) => (needed.includes(field.name) ? { ...field, fails: false } : field)) }
  })

export const allFields = (plan: WorldPlan): readonly Field[] => [
  ...plan.queries,
  ...plan.mutations,
  ...plan.entities.flatMap(({ fields }) => fields),
  ...plan.values.flatMap(({ fields }) => fields),
  ...plan.interfaces.flatMap(({ object }) => object?.fields ?? []),
]

/** Finds the subgraphs in which nothing leads to an entity, and whose fields of it nobody else needs or has. */
const withHidden = (random: Random, plan: WorldPlan): WorldPlan => {
  const all = allFields(plan)
  return {
    ...plan,
    entities: plan.entities.map((entity) => {
      const plain = Object.values(entity.keys).every(
        (keys) => keys.length === 1 && keys[0]?.fields === 'id' && keys[0].isResolvable,
      )
      const group = [
        entity.name,
        ...plan.interfaces.filter(({ members }) => members.includes(entity.name)).map(({ name }) => name),
        ...plan.unions.filter(({ members }) => members.includes(entity.name)).map(({ name }) => name),
        ...plan.values.filter(({ fields }) => fields.some(({ type }) => type === entity.name)).map(({ name }) => name),
      ]
      const isKeyed = plan.interfaces.some(({ members, object }) => object !== undefined && members.includes(entity.name))
      if (!plain || isKeyed || !random.chance(0.4)) return entity
      const needed = neededOf(plan, entity)
      const provided = all.flatMap(({ type, provides = [] }) => (type === entity.name ? provides : []))
      const hiddenIn = Object.keys(entity.keys).filter(
        (subgraph) =>
          !all.some(({ type, owners }) => owners.includes(subgraph) && group.includes(type)) &&
          entity.fields.every(
            ({ name, owners, overrides }) =>
              overrides !== subgraph &&
              (!owners.includes(subgraph) || (owners.length === 1 && ![...needed, ...provided].includes(name))),
          ),
      )
      return { ...entity, hiddenIn }
    }),
  }
}

/** Plans a world. It may be one that does not compose. */
export const planOfWorld = (seed: number): WorldPlan => {
  const random = randomOf(seed)
  const subgraphs = ['a', 'b', 'c', 'd'].slice(0, 2 + random.int(3))
  const names = ['Ride', 'Club', 'Shoe', 'Team'].slice(0, 1 + random.int(4))
  const isObject = names.length > 1 && random.chance(0.25)
  const keyed = random.pick(subgraphs)
  const objectIn = random.pick(without(subgraphs, keyed))
  const members = random.shuffled(names).slice(0, 2)
  const homesOf = (name: string): string[] => {
    const homes = random.shuffled(subgraphs).slice(0, random.chance(0.15) ? 1 : 2 + random.int(2))
    return isObject && members.includes(name) ? [...new Set([keyed, ...without(homes, objectIn)])] : homes
  }
  let entities: Entity[] = names.map((name) => ({
    name,
    keys: Object.fromEntries(
      homesOf(name).map((subgraph) => [
        subgraph,
        isObject && members.includes(name) ? [{ fields: 'id' as const, isResolvable: true }] : keysFor(random),
      ]),
    ),
    fields: [],
    hiddenIn: [],
  }))
  const values: ValueType[] = random.chance(0.5)
    ? [
        {
          name: 'Detail',
          fields: [
            { ...randomField(random, { entities: [], interfaces: [], unions: [], values: [] }, 'v', '', 0), owners: [] },
            { name: 'w', type: random.chance(0.5) ? random.pick(names) : 'Int', wrap: random.pick(WRAPS), args: [], owners: [] },
          ],
        },
      ]
    : []
  let interfaces: Interface[] =
    isObject || (names.length > 1 && random.chance(0.5))
      ? [{ name: 'Thing', members, common: 'common', ...(isObject ? { object: { subgraph: objectIn, keyed, fields: [] } } : {}) }]
      : []
  const unions: Union[] =
    random.chance(0.4) && names.length > 1
      ? [
          {
            name: 'Found',
            members: [
              ...random.shuffled(names).slice(0, 2 + random.int(2)),
              ...values.map(({ name }) => name).filter(() => random.chance(0.5)),
            ],
          },
        ]
      : []
  const parts = (): Parts => ({ entities, interfaces, unions, values })
  const common: Pick<Field, 'type' | 'wrap' | 'args'> = {
    type: random.pick(SCALARS),
    wrap: random.pick(['{}', '{}!', '[{}]']),
    args: random.chance(0.3) ? random.some(ARGUMENTS, 0.4) : [],
  }
  entities = entities.map((entity) => {
    const homes = Object.keys(entity.keys)
    const fields = ['f', 'g', 'h', 'i', 'j']
      .slice(0, 2 + random.int(4))
      .map((name) => decorated(random, parts(), randomField(random, parts(), name, random.pick(homes), 0.4), homes))
    const shared = interfaces.some((one) => one.members.includes(entity.name))
      ? [
          {
            ...common,
            name: 'common',
            owners: [interfaces.some(({ object }) => object !== undefined) && random.chance(0.7) ? keyed : random.pick(homes)],
          },
        ]
      : []
    return { ...entity, fields: [...fields, ...shared] }
  })
  entities = entities.map((entity) => withNeeds(random, parts(), entity))
  interfaces = interfaces.map((one) =>
    one.object === undefined
      ? one
      : {
          ...one,
          object: { ...one.object, fields: ['x', 'y'].map((name) => randomField(random, parts(), name, objectIn, 0.4)) },
        },
  )
  entities = withSureNeeds(entities).map((entity) => ({
    ...entity,
    fields: entity.fields.map((field) => withProvisions(random, parts(), field)),
  }))
  const queries = subgraphs.flatMap((subgraph) =>
    ['1', '2', '3'].slice(0, 1 + random.int(3)).map((number) => {
      const field = decorated(random, parts(), randomField(random, parts(), `${subgraph}${number}`, subgraph, 0.9), subgraphs)
      return withProvisions(random, parts(), field)
    }),
  )
  const mutations = random.chance(0.3)
    ? subgraphs.map((subgraph) => ({
        ...randomField(random, parts(), `${subgraph}Adds`, subgraph, 0.8),
        args: [],
        fails: false,
        wrap: '{}' as const,
      }))
    : []
  const provided = [...queries, ...entities.flatMap(({ fields }) => fields)]
  // What is provided answers the same everywhere, so it must not fail in one place only.
  entities = entities.map((entity) => ({
    ...entity,
    fields: entity.fields.map((field) =>
      provided.some(({ type, provides = [] }) => type === entity.name && provides.includes(field.name))
        ? { ...field, fails: false }
        : field,
    ),
  }))
  const [hidesCode, hasOwnInput] = [random.chance(0.3), random.chance(0.3)]
  return withHidden(random, { seed, subgraphs, entities, interfaces, unions, values, queries, mutations, hidesCode, hasOwnInput })
}
