type KindOf<Value> = Value extends string
  ? 'string'
  : Value extends number
    ? 'number'
    : Value extends boolean
      ? 'boolean'
      : Value extends Date
        ? 'date'
        : Value extends Uint8Array
          ? 'binary'
          : Value extends readonly unknown[]
            ? 'array'
            : 'object'

type KindOfField<Value> =
  `${KindOf<NonNullable<Value>>}${null extends Value ? ' | null' : ''}${undefined extends Value ? '?' : ''}`

/**
 * The kind of each field of a row, such as `'string'`, `'date | null'` or `'number?'`, where the question mark stands for an
 * optional field. The compiler derives the kinds from the row: it refuses a wrong kind, a forgotten field, and one too many.
 */
export type Fields<Row> = { readonly [Field in keyof Row & string]-?: KindOfField<Row[Field]> }

/** Thrown before a row is written that does not have the fields of its collection. Nothing is written then. */
export class RowError extends Error {
  override readonly name = 'RowError'
}

const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && !Number.isNaN(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  binary: (value) => value instanceof Uint8Array,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date),
}

interface Field {
  readonly kind: string
  readonly isKind: (value: unknown) => boolean
  readonly isNullable: boolean
  readonly isOptional: boolean
}

const fieldOf = (text: string): Field => {
  const isOptional = text.endsWith('?')
  const [kind = '', nothing] = text.replace('?', '').split(' | ')
  const isKind = CHECKS[kind]
  if (isKind === undefined) throw new RowError(`there is no field of the kind ${kind}`)
  return { kind, isKind, isNullable: nothing === 'null', isOptional }
}

/** Checks what is written to one collection. */
export interface RowCheck {
  /** Checks a whole row. A nullable field may be missing: rows that were stored before the field existed are written back so. */
  row(row: object): void
  /** Checks values of some fields, as in a `$set`. A path such as `link.token` is checked by its first field alone. */
  values(values: object): void
}

/** Returns the check of a collection's rows. The compiler has checked the types; this finds what a cast or an input has hidden. */
export const rowCheck = (collection: string, kinds: Readonly<Record<string, string>>): RowCheck => {
  const fields = new Map(Object.entries(kinds).map(([name, kind]) => [name, fieldOf(kind)]))
  const needed = [...fields].filter(([, { isOptional, isNullable }]) => !isOptional && !isNullable).map(([name]) => name)

  const checkValue = (name: string, value: unknown): void => {
    const field = fields.get(name)
    if (field === undefined) throw new RowError(`rows of ${collection} have no field ${name}`)
    if (value === undefined || (value === null && field.isNullable) || field.isKind(value)) return
    throw new RowError(`${name} of a row of ${collection} is not of the kind ${field.kind}`)
  }

  return {
    row(row) {
      const values = row as Readonly<Record<string, unknown>>
      for (const name in values) checkValue(name, values[name])
      const missing = needed.find((name) => values[name] === undefined)
      if (missing !== undefined) throw new RowError(`a row of ${collection} has no ${missing}`)
    },
    values(values) {
      for (const [path, value] of Object.entries(values)) {
        const [name = path, ...inside] = path.split('.')
        if (inside.length === 0) checkValue(name, value)
        else if (!fields.has(name)) throw new RowError(`rows of ${collection} have no field ${name}`)
      }
    },
  }
}
