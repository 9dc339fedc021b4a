import type { GraphQLResolveInfo } from 'graphql'
import type { TestSubgraph } from '../world.ts'
import {
  allFields,
  type Entity,
  entitiesIn,
  type Field,
  isInterfaceIn,
  isLeaf,
  membersIn,
  type WorldPlan,
} from './plan-of-world.ts'
import { codeOf, fieldValue, idOf, isHidden, mapThings, moodsIn, spotOf, type Thing, withStandards } from './values.ts'

/** A thing in a subgraph, with what the subgraph was told of it. */
interface Told extends Thing {
  readonly told: Readonly<Record<string, unknown>>
  readonly provided: readonly string[]
}

/** Says when mutations run: each adds one. And which request of 100 this is, for progressive @overrides. */
export interface Clock {
  steps: number
  percentage: number
}

/** Says whether a subgraph has the right answers of a field that another one overrides, or that overrides it, at this time. */
export const isStale = (field: Field, subgraph: string, { percentage }: Clock): boolean => {
  if (field.overrides === undefined) return false
  const isTakenOver = field.percent === undefined || percentage < field.percent
  return (field.overrides === subgraph) === isTakenOver
}

const literal = (value: unknown): string => JSON.stringify(value)
const argumentsOf = ({ args }: Field): string =>
  args.length === 0
    ? ''
    : `(${args.map(({ name, type, standard }) => `${name}: ${type}${standard === null ? '' : ` = ${standard}`}`).join(', ')})`

const typeOf = ({ wrap, type, looser }: Field, subgraph: string): string =>
  looser === subgraph ? type : wrap.replace('{}', type)

/** Writes a field as the subgraph declares it. Returns null where it does not. */
const declared = (field: Field, subgraph: string, isExternal: boolean, isShared: boolean): string | null => {
  const head = `${field.name}${argumentsOf(field)}: ${typeOf(field, subgraph)}`
  if (field.overrides === subgraph) return head
  if (!field.owners.includes(subgraph)) return isExternal ? `${head} @external` : null
  const requires = field.needs
    ?.map(({ name, args, below }) => {
      const given = Object.entries(args).map(([key, value]) => `${key}: ${literal(value)}`)
      return `${name}${given.length === 0 ? '' : `(${given.join(', ')})`}${below === undefined ? '' : ` { ${below.join(' ')} }`}`
    })
    .join(' ')
  return [
    head,
    requires === undefined ? '' : ` @requires(fields: ${literal(requires)})`,
    field.provides === undefined ? '' : ` @provides(fields: "${field.provides.join(' ')}")`,
    field.overrides === undefined
      ? ''
      : ` @override(from: "${field.overrides}"${field.percent === undefined ? '' : `, label: "percent(${field.percent})"`})`,
    isShared ? ' @shareable' : '',
    field.isInaccessible === true ? ' @inaccessible' : '',
  ].join('')
}

const keyFieldsIn = ({ keys }: Entity, subgraph: string): string[] => {
  const used = (keys[subgraph] ?? []).flatMap(({ fields }) => fields.replace(/ \{.*\}/, '').split(' '))
  return [...new Set(used)]
}

const KEY_FIELDS: Readonly<Record<string, string>> = { id: 'id: ID!', code: 'code: String!', spot: 'spot: Spot!' }

const entitySdl = (plan: WorldPlan, entity: Entity, subgraph: string): string => {
  const usedDeep = plan.entities.flatMap((one) =>
    one.fields
      .filter(({ owners }) => owners.includes(subgraph))
      .flatMap(({ needs = [] }) => needs)
      .flatMap(({ name, below = [] }) =>
        one.fields.some((field) => field.name === name && field.type === entity.name) ? below : [],
      ),
  )
  const used = new Set([
    ...usedDeep,
    ...entity.fields.filter(({ owners }) => owners.includes(subgraph)).flatMap(({ needs = [] }) => needs.map(({ name }) => name)),
    ...allFields(plan)
      .filter(({ type, owners }) => type === entity.name && owners.includes(subgraph))
      .flatMap(({ provides = [] }) => provides),
  ])
  const providedAnywhere = new Set(allFields(plan).flatMap(({ type, provides = [] }) => (type === entity.name ? provides : [])))
  const fields = entity.fields.flatMap((field) => {
    const isShared = field.owners.length > 1 || providedAnywhere.has(field.name)
    const line = declared(field, subgraph, used.has(field.name), isShared)
    return line === null ? [] : [line]
  })
  const keys = (entity.keys[subgraph] ?? []).map(
    ({ fields: key, isResolvable }) => `@key(fields: "${key}"${isResolvable ? '' : ', resolvable: false'})`,
  )
  const faces = plan.interfaces.filter((one) => one.members.includes(entity.name) && isInterfaceIn(plan, one, subgraph))
  const head = faces.length === 0 ? '' : ` implements ${faces.map(({ name }) => name).join(' & ')}`
  const keyFields = keyFieldsIn(entity, subgraph).map(
    (name) => `${KEY_FIELDS[name]}${name === 'code' && plan.hidesCode ? ' @inaccessible' : ''}`,
  )
  return `type ${entity.name}${head} ${keys.join(' ')} { ${[...keyFields, ...fields].join('\n  ')} }`
}

/** Writes the schema of a subgraph. */
export const sdlOf = (plan: WorldPlan, subgraph: string): string => {
  const entities = entitiesIn(plan, subgraph)
  const faces = plan.interfaces.flatMap((one) => {
    if (one.object?.subgraph === subgraph) {
      const fields = one.object.fields.flatMap((field) => declared(field, subgraph, false, false) ?? [])
      return [`type ${one.name} @key(fields: "id") @interfaceObject { id: ID! ${fields.join(' ')} }`]
    }
    if (!isInterfaceIn(plan, one, subgraph)) return []
    const here = entities.filter(({ name }) => one.members.includes(name))
    const common = here.map(({ fields }) => fields.find(({ name }) => name === one.common))
    const line =
      common[0] !== undefined && common.every((field) => field?.owners.includes(subgraph))
        ? declared(common[0], subgraph, false, false)
        : null
    return [`interface ${one.name}${one.object?.keyed === subgraph ? ' @key(fields: "id")' : ''} { id: ID! ${line ?? ''} }`]
  })
  const unions = plan.unions.flatMap((one) => {
    const members = membersIn(plan, one, subgraph)
    return members.length === 0 || !members.some((name) => entities.some((entity) => entity.name === name))
      ? []
      : [`union ${one.name} = ${members.join(' | ')}`]
  })
  const usesValues = (name: string): boolean =>
    unions.some((line) => line.includes(name)) ||
    allFields(plan).some(({ type, owners }) => type === name && owners.includes(subgraph))
  const values = plan.values
    .filter(({ name }) => usesValues(name))
    .map(
      ({ name, fields }) =>
        `type ${name} @shareable { ${fields.map((field) => declared({ ...field, owners: [subgraph] }, subgraph, false, false)).join(' ')} }`,
    )
  const root = (name: string, fields: readonly Field[]): string[] => {
    const lines = fields.flatMap((field) => declared(field, subgraph, false, field.owners.length > 1) ?? [])
    return lines.length === 0 ? [] : [`type ${name} { ${lines.join('\n  ')} }`]
  }
  const isSpotUsed = entities.some((entity) => keyFieldsIn(entity, subgraph).includes('spot'))
  return [
    'enum Level { LOW MIDDLE HIGH }',
    `enum Mood { ${moodsIn(plan, subgraph).join(' ')} }`,
    'scalar Json',
    `input Filter { n: Int = 5 levels: [Level!] and: Filter ${plan.hasOwnInput ? `of_${subgraph}: Int` : ''} }`,
    ...(isSpotUsed ? ['type Spot @shareable { x: String! y: Int }'] : []),
    ...root('Query', plan.queries),
    ...root('Mutation', plan.mutations),
    ...faces,
    ...unions,
    ...values,
    ...entities.map((entity) => entitySdl(plan, entity, subgraph)),
  ].join('\n')
}

/** Returns the place of a field in the plan. The owner of an interface's field is the interface. */
export const fieldOf = (
  plan: WorldPlan,
  type: string,
  name: string,
): { readonly owner: string; readonly field: Field; readonly entity: Entity | null } | null => {
  if (type === 'Query' || type === 'Mutation') {
    const field = (type === 'Query' ? plan.queries : plan.mutations).find((one) => one.name === name)
    return field === undefined ? null : { owner: type, field, entity: null }
  }
  const owner = [...plan.entities, ...plan.values].find((one) => one.name === type)
  const field = owner?.fields.find((one) => one.name === name)
  if (owner !== undefined && field !== undefined)
    return { owner: type, field, entity: plan.entities.find((one) => one === owner) ?? null }
  for (const { name: face, members, object } of plan.interfaces) {
    const added = object?.fields.find((one) => one.name === name)
    if (added !== undefined && (face === type || members.includes(type))) return { owner: face, field: added, entity: null }
  }
  return null
}

/** Returns the value of a field that is a part of a key. */
export const keyValueOf = (source: Readonly<Record<string, unknown>>, name: string): unknown => {
  if (typeof source.x === 'string') return source[name]
  if (name === 'id') return source.id
  if (name === 'code') return codeOf(String(source.id))
  return name === 'spot' ? spotOf(String(source.id)) : undefined
}

/** The subgraph as a server would be: it knows its own fields, and of the others only what it is told. */
export const subgraphOf = (plan: WorldPlan, subgraph: string, clock: Clock): TestSubgraph => {
  const reference =
    (type: string) =>
    (representation: Readonly<Record<string, unknown>>): Told | null => {
      const id = idOf(type, representation)
      const entity = plan.entities.find(({ name }) => name === type)
      if (entity?.hiddenIn.includes(subgraph) === true && isHidden(plan, subgraph, id)) return null
      const isObject = plan.interfaces.some(({ name, object }) => name === type && object?.subgraph === subgraph)
      return {
        __typename: entity !== undefined || isObject ? type : (id.split('-')[0] ?? ''),
        id,
        told: representation,
        provided: [],
      }
    }
  const provide = (value: unknown, provided: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => provide(item, provided))
    return typeof value === 'object' && value !== null ? { ...value, told: {}, provided } : value
  }
  const fieldResolver = (
    source: Told | undefined,
    args: Record<string, unknown>,
    _context: unknown,
    info: GraphQLResolveInfo,
  ): unknown => {
    const type = info.parentType.name
    const name = info.fieldName
    const known = fieldOf(plan, type, name)
    if (known === null) return keyValueOf(source as never, name)
    const { owner, field, entity } = known
    if (isStale(field, subgraph, clock)) return field.wrap.startsWith('[') ? [] : field.type === 'String' ? 'STALE' : null
    const isOwn = field.owners.includes(subgraph) || field.owners.length === 0 || field.overrides === subgraph
    if (!isOwn && source?.provided.includes(name) !== true)
      throw new Error(`${subgraph} was asked for ${type}.${name}, which it does not have`)
    const needed = () =>
      (field.needs ?? []).map((need) => {
        // What the way here provides is known without being told.
        if (entity !== null && source?.provided.includes(need.name) === true) {
          const known = entity.fields.find((one) => one.name === need.name)
          if (known !== undefined && need.below === undefined)
            return fieldValue(plan, known, owner, source.id, withStandards(known, need.args), () => [])
        }
        const value = source?.told[need.name]
        if (value === undefined) throw new Error(`${subgraph} was not told ${need.name}, which ${type}.${name} needs`)
        const { below } = need
        if (below === undefined) return value
        return mapThings(value, (thing) => {
          for (const part of below)
            if (thing[part] === undefined) throw new Error(`${subgraph} was not told ${need.name}.${part}`)
          return Object.fromEntries(below.map((part) => [part, thing[part]]))
        })
      })
    if (type === 'Mutation') clock.steps += 1
    const id = type === 'Mutation' ? `step ${clock.steps}` : (source?.id ?? 'root')
    const value = fieldValue(plan, field, owner, id, withStandards(field, args), needed)
    const isObject = plan.interfaces.find((one) => one.name === field.type && one.object?.subgraph === subgraph)
    const named = isObject === undefined ? value : asObject(value, isObject.name)
    return isLeaf(field.type) ? value : provide(named, field.provides ?? [])
  }
  const asObject = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => asObject(item, name))
    return typeof value === 'object' && value !== null ? { ...value, __typename: name } : value
  }
  const referred = [
    ...entitiesIn(plan, subgraph).map(({ name }) => name),
    ...plan.interfaces
      .filter(({ object }) => object?.subgraph === subgraph || object?.keyed === subgraph)
      .map(({ name }) => name),
  ]
  return {
    sdl: sdlOf(plan, subgraph),
    fieldResolver: fieldResolver as never,
    resolvers: Object.fromEntries(referred.map((name) => [name, { __resolveReference: reference(name) }])) as never,
  }
}

/**
 * Says whether a world has what takes long, since the Rust planner dies over it or has no plan: an @interfaceObject, a @requires of a field that
 * requires something itself, and a @requires beside a second key.
 */
export const isHard = ({ interfaces, entities }: WorldPlan): boolean =>
  interfaces.some(({ object }) => object !== undefined) ||
  entities.some(({ keys, fields }) => {
    const requiring = fields.filter(({ needs }) => needs !== undefined)
    const isChained = requiring.some(({ needs = [] }) => needs.some(({ name }) => requiring.some((field) => field.name === name)))
    return isChained || (requiring.length > 0 && Object.values(keys).some((one) => one.length > 1))
  })
