import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql'

/** One step of a path: a field with its arguments, and its type condition. */
interface Step {
  readonly coordinate: string
  readonly text: string
  /** The object type of the field when the parent is abstract; null otherwise. */
  readonly on: string | null
}

type Path = readonly Step[]

/** Returns the arguments to try for a field, as literals such as `(id: "act_...")`; undefined leaves the choice to the walk. */
export type ArgumentsFor = (coordinate: string) => readonly string[] | undefined

/** Returns the only type that a field can return with these arguments, such as that of the id; undefined when there are several. */
export type OnlyTypeOf = (coordinate: string) => string | undefined

/** A field under test, such as `Athlete.activities`, with its selections. */
export interface WalkField {
  readonly coordinate: string
  readonly text: string
  readonly on: string | null
}

/** A path and the fields under test at its end. */
export interface Walk {
  readonly path: Path
  readonly fields: readonly WalkField[]
}

/** The number of paths to a type through each field that leads to it. A short path must not displace a long one. */
const WAYS_PER_FIELD = 2
const LONGEST_PATH = 9
/** A list with elements of a type that shorter lists have too, and with rules of its own. */
const APART = 'Challenge.leaderboard'
const PAGE = 8

/** Whether a path ends in the elements of the list that is walked apart. */
const isApart = (path: Path): boolean => path.slice(-3).some(({ coordinate }) => coordinate === APART)

const fieldsOf = (
  schema: GraphQLSchema,
  type: GraphQLNamedType,
): { field: GraphQLField<unknown, unknown>; on: string | null; owner: string }[] => {
  if (isObjectType(type)) return Object.values(type.getFields()).map((field) => ({ field, on: null, owner: type.name }))
  if (isAbstractType(type)) {
    return schema
      .getPossibleTypes(type)
      .flatMap((possible) =>
        Object.values(possible.getFields()).map((field) => ({ field, on: possible.name, owner: possible.name })),
      )
  }
  return []
}

const written = (owner: string, field: GraphQLField<unknown, unknown>, argumentsFor: ArgumentsFor): readonly string[] => {
  const chosen = argumentsFor(`${owner}.${field.name}`)
  if (chosen !== undefined) return chosen.map((argument) => `${field.name}${argument}`)
  const needed = field.args.filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)
  if (needed.length > 0) throw new Error(`the walk knows no arguments for ${owner}.${field.name}: say them`)
  const pages = field.args.some((argument) => argument.name === 'first')
  return [pages ? `${field.name}(first: ${PAGE})` : field.name]
}

/**
 * Returns the names that fields of several types share with another type or nullability. They cannot be selected together without
 * aliases.
 */
const clashesIn = (schema: GraphQLSchema, type: GraphQLNamedType): ReadonlySet<string> => {
  const meanings = new Map<string, string>()
  const clashes = new Set<string>()
  for (const { field } of fieldsOf(schema, type)) {
    const meaning = meanings.get(field.name)
    if (meaning !== undefined && meaning !== String(field.type)) clashes.add(field.name)
    if (!isLeafType(getNamedType(field.type))) clashes.add(field.name)
    meanings.set(field.name, String(field.type))
  }
  return clashes
}

/**
 * Returns selections of every leaf below a type, down to `depth` composite levels. Clashing names get an alias with the name of
 * their type.
 */
const leavesOf = (schema: GraphQLSchema, type: GraphQLNamedType, argumentsFor: ArgumentsFor, depth: number): string => {
  const clashes = isAbstractType(type) ? clashesIn(schema, type) : new Set<string>()
  const select = (owner: GraphQLNamedType): string => {
    if (!isObjectType(owner)) return ''
    const selections = Object.values(owner.getFields()).flatMap((field) => {
      const inner = getNamedType(field.type)
      if (!isLeafType(inner) && depth === 0) return []
      const [text] = written(owner.name, field, argumentsFor)
      const alias = clashes.has(field.name) ? `${field.name}_${owner.name}: ` : ''
      if (isLeafType(inner)) return [`${alias}${text}`]
      return [`${alias}${text} { ${leavesOf(schema, inner, argumentsFor, depth - 1)} }`]
    })
    return selections.join(' ')
  }
  if (isObjectType(type)) return `__typename ${select(type)}`
  if (!isAbstractType(type)) return '__typename'
  const conditions = schema.getPossibleTypes(type).map((possible) => `... on ${possible.name} { ${select(possible)} }`)
  return `__typename ${conditions.join(' ')}`
}

/**
 * Whether no answer can lead along this path: it expects another type than the one that a field returns. Such a query proves nothing,
 * and planning it costs most of all.
 */
const isDead = (path: readonly Pick<Step, 'coordinate' | 'on'>[], onlyTypeOf: OnlyTypeOf): boolean =>
  path.some(({ on }, index) => {
    const only = onlyTypeOf(path[index - 1]?.coordinate ?? '')
    return on !== null && only !== undefined && on !== only
  })

const wrap = (path: Path, inside: string): string =>
  path.reduceRight((text, step) => {
    const field = `${step.text} { ${text} }`
    return step.on === null ? field : `... on ${step.on} { ${field} }`
  }, inside)

/** Returns a few paths from Query to each type, the shortest first. */
const waysToTypes = (schema: GraphQLSchema, argumentsFor: ArgumentsFor): ReadonlyMap<string, readonly Path[]> => {
  const ways = new Map<string, Path[]>([['Query', [[]]]])
  let front: { type: GraphQLNamedType; path: Path }[] = [
    { type: getNamedType(schema.getQueryType() ?? null) as GraphQLNamedType, path: [] },
  ]
  while (front.length > 0) {
    const next: typeof front = []
    for (const { type, path } of front) {
      for (const { field, on, owner } of fieldsOf(schema, type)) {
        const inner = getNamedType(field.type)
        if (!isCompositeType(inner)) continue
        const coordinate = `${owner}.${field.name}`
        if (path.filter((step) => step.coordinate === coordinate).length > 0) continue
        for (const text of written(owner, field, argumentsFor)) {
          const known = ways.get(inner.name) ?? []
          const longer = [...path, { coordinate, text, on }]
          const alike = known.filter((way) => way.at(-1)?.text === text && isApart(way) === isApart(longer))
          if (alike.length >= WAYS_PER_FIELD) continue
          if (longer.length > LONGEST_PATH) continue
          ways.set(inner.name, [...known, longer])
          next.push({ type: inner, path: longer })
        }
      }
    }
    front = next
  }
  return ways
}

/** Returns the alias of a field under test. With aliases, fields of the same name on different types do not clash. */
export const aliasOf = (index: number): string => `underTest${index}`

/** Returns one query for all fields of a walk. */
export const queryOf = ({ path, fields }: Walk): string => {
  const selections = fields.map(({ text, on }, index) => {
    const field = `${aliasOf(index)}: ${text}`
    return on === null ? field : `... on ${on} { ${field} }`
  })
  return `{ ${wrap(path, selections.join(' '))} }`
}

/**
 * Returns walks that together ask for every field of the schema that leads to an object, each over several paths from the root and with
 * every leaf below it. New fields need not be named here; one with required arguments needs an entry in `argumentsFor`.
 */
export const walksOf = (schema: GraphQLSchema, argumentsFor: ArgumentsFor, onlyTypeOf: OnlyTypeOf): readonly Walk[] => {
  const walks = new Map<string, Walk>()
  for (const [typeName, paths] of waysToTypes(schema, argumentsFor)) {
    const type = schema.getType(typeName)
    if (type === undefined) continue
    const fields = fieldsOf(schema, type).flatMap(({ field, on, owner }): WalkField[] => {
      const inner = getNamedType(field.type)
      if (!isCompositeType(inner)) return []
      const depth = inner.name.endsWith('Connection') ? 2 : inner.name.endsWith('Edge') ? 1 : 0
      const below = leavesOf(schema, inner, argumentsFor, depth)
      return written(owner, field, argumentsFor).map((text) => ({
        coordinate: `${owner}.${field.name}`,
        text: `${text} { ${below} }`,
        on,
      }))
    })
    for (const path of paths) {
      const leading = fields.filter((field) => !isDead([...path, field], onlyTypeOf))
      if (leading.length > 0) walks.set(queryOf({ path, fields: leading }), { path, fields: leading })
    }
  }
  return [...walks.values()]
}
