import { GraphQLError } from 'graphql'
import { type Entity, type Field, membersIn, type WorldPlan } from './plan-of-world.ts'
import { hashOf } from './random.ts'

/** A thing of a world. An id says its type, as in `Ride-2`, so an @interfaceObject needs no more than the interface and the id. */
export interface Thing {
  readonly __typename: string
  readonly id: string
}

const THINGS = 4
const LEVELS = ['LOW', 'MIDDLE', 'HIGH']
const MOODS = ['GLAD', 'SAD', 'CALM']
const JSONS: readonly unknown[] = [{ a: [1, null, { b: 'ü "x"' }] }, [1, [2]], 'text', 3.5, true, {}]
const CODES = ['FORBIDDEN', 'NOT_FOUND', 'BROKEN']

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, below]) => [key, sorted(below)]),
  )
}

/** Returns the spot of an entity, which some subgraphs know it by. */
export const spotOf = (id: string): { x: string; y: number } => ({ x: `x of ${id}`, y: hashOf(id) % 10 })
export const codeOf = (id: string): string => `code of ${id}`

/** Returns the id behind a representation. Throws when its keys are of different entities, or of none. */
export const idOf = (type: string, representation: Readonly<Record<string, unknown>>): string => {
  const { id, code, spot } = representation as { id?: string; code?: string; spot?: { x?: string } }
  const ids = [id, code?.slice('code of '.length), spot?.x?.slice('x of '.length)].filter((one) => one !== undefined)
  const [first] = ids
  if (first === undefined || ids.some((one) => one !== first))
    throw new Error(`mixed up keys of a ${type}: ${JSON.stringify(representation)}`)
  if (!/^\w+-[0-3]$/.test(first)) throw new Error(`there is no ${type} ${first}`)
  return first
}

/** Returns the moods that a subgraph knows. All know the first one. */
export const moodsIn = ({ seed }: Pick<WorldPlan, 'seed'>, subgraph: string): readonly string[] =>
  MOODS.filter((mood, index) => index === 0 || hashOf(`${seed} ${subgraph} ${mood}`) % 2 === 0)

/** Makes something of each thing in the lists of a value. */
export const mapThings = (value: unknown, change: (thing: Readonly<Record<string, unknown>>) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => mapThings(item, change))
  return typeof value === 'object' && value !== null ? change(value as Readonly<Record<string, unknown>>) : value
}

/** Says whether a subgraph does not give an entity that it is asked for. */
export const isHidden = ({ seed }: WorldPlan, subgraph: string, id: string): boolean =>
  hashOf(`${seed} hidden ${subgraph} ${id}`) % 3 === 0

/**
 * Returns the value of a field: always the same one for the same seed, thing, field and arguments, and the same in each subgraph. Throws
 * where it fails. `needed` is asked for the values that its @requires names.
 */
export const fieldValue = (
  plan: WorldPlan,
  field: Field,
  owner: string,
  id: string,
  args: Readonly<Record<string, unknown>>,
  needed: () => readonly unknown[],
): unknown => {
  const place = `${plan.seed} ${owner} ${id} ${field.name} ${JSON.stringify(sorted(args))}`
  if (field.fails === true && hashOf(`${place} fails`) % 4 === 0) {
    const code = CODES[hashOf(`${place} code`) % CODES.length]
    throw new GraphQLError(`${field.name} fails: ${code}`, { extensions: { code } })
  }
  if (field.needs !== undefined) return `${field.name} of ${id} by ${JSON.stringify(sorted(needed()))}`
  const [first = ''] = field.owners
  const leaf = (at: string): unknown => {
    const hash = hashOf(at)
    if (field.type === 'Int') return (hash % 200) - 100
    if (field.type === 'Float') return (hash % 1000) / 4
    if (field.type === 'Boolean') return hash % 2 === 0
    if (field.type === 'Level') return LEVELS[hash % LEVELS.length]
    if (field.type === 'Json') return JSONS[hash % JSONS.length]
    if (field.type === 'Mood') {
      const common = MOODS.filter((mood) =>
        [...(field.owners.length === 0 ? plan.subgraphs : field.owners), field.overrides].every(
          (one) => one === undefined || moodsIn(plan, one).includes(mood),
        ),
      )
      return common[hash % common.length]
    }
    if (field.type === 'String') return ['', 'plain', 'with "quotes"\n', 'ünï', `text ${hash}`][hash % 5]
    const group = [...plan.interfaces, ...plan.unions].find(({ name }) => name === field.type)
    const isObject = plan.interfaces.some(({ name, object }) => name === field.type && object?.subgraph === first)
    const types = group === undefined ? [field.type] : isObject ? group.members : membersIn(plan, group, first)
    const type = types[hash % types.length] ?? field.type
    if (plan.values.some(({ name }) => name === type)) return { __typename: type, id: `${id}.${field.name}.${hash}` }
    return { __typename: type, id: `${type}-${hashOf(`${at} number`) % THINGS}` }
  }
  const wrapped = (wrap: string, at: string): unknown => {
    if (wrap.endsWith('!')) return present(wrap.slice(0, -1), at)
    return field.looser === undefined && hashOf(`${at} null`) % 7 === 0 ? null : present(wrap, at)
  }
  const present = (wrap: string, at: string): unknown => {
    if (!wrap.startsWith('[')) return leaf(at)
    return Array.from({ length: hashOf(`${at} length`) % 4 }, (_, index) => wrapped(wrap.slice(1, -1), `${at} ${index}`))
  }
  return wrapped(field.wrap, place)
}

/** Returns what a field's @requires brings, from the owners of what it names. */
export const neededValues = (plan: WorldPlan, entity: Entity, { needs = [] }: Field, id: string): unknown[] =>
  needs.map(({ name, args, below }) => {
    const field = entity.fields.find((one) => one.name === name)
    if (field === undefined) throw new Error(`there is no ${entity.name}.${name}`)
    const value = fieldValue(plan, field, entity.name, id, withStandards(field, args), () =>
      neededValues(plan, entity, field, id),
    )
    const target = plan.entities.find((one) => one.name === field.type)
    if (below === undefined || target === undefined) return value
    const partOf = (thing: string, part: string): unknown => {
      const leaf = target.fields.find((one) => one.name === part)
      if (leaf === undefined) throw new Error(`there is no ${target.name}.${part}`)
      return fieldValue(plan, leaf, target.name, thing, withStandards(leaf, {}), () => [])
    }
    return mapThings(value, (thing) => Object.fromEntries(below.map((part) => [part, partOf(String(thing.id), part)])))
  })

const VALUES: Readonly<Record<string, unknown>> = { '1': 1, LOW: 'LOW' }

/** Adds the defaults of the arguments that are not given. */
export const withStandards = ({ args: declared }: Field, args: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...Object.fromEntries(declared.flatMap(({ name, standard }) => (standard === null ? [] : [[name, VALUES[standard]]]))),
  ...args,
})
