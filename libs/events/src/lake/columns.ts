/**
 * How the lake keeps a field. An `athlete` becomes the athlete's random lake key. An `id` names a thing and never an athlete, a `word` is one of a
 * fixed list, `size` is the length of a list, a `model` is the version of a model that is named `<name>@<version>`, and an `area` is a cell of H3's resolution 7: 5 square kilometres, and never less.
 */
export type ColumnKind = 'athlete' | 'id' | 'word' | 'count' | 'number' | 'flag' | 'instant' | 'day' | 'size' | 'model' | 'area'

/**
 * What the lake keeps of the data of an event: the kind of each field, by its path. `efforts[].segmentId` is the list of that field over all
 * elements of `efforts`. `{ nothing }` says why an event leaves nothing there.
 */
export type Allowed = Readonly<Record<string, ColumnKind>> | { readonly nothing: string }

type ColumnType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMP' | 'DATE'

const TYPES: Readonly<Record<ColumnKind, ColumnType>> = {
  athlete: 'VARCHAR',
  id: 'VARCHAR',
  word: 'VARCHAR',
  count: 'BIGINT',
  number: 'DOUBLE',
  flag: 'BOOLEAN',
  instant: 'TIMESTAMP',
  day: 'DATE',
  size: 'BIGINT',
  model: 'BIGINT',
  area: 'BIGINT',
}

/** What a cell holds before it is written. An instant is in milliseconds since the epoch, a day is YYYY-MM-DD. */
export type Scalar = string | number | boolean | null
export type Cell = Scalar | readonly Scalar[]

/** A column of an event in the lake, in SQL's words. */
export interface LakeColumn {
  readonly name: string
  readonly kind: ColumnKind
  readonly isList: boolean
  readonly type: ColumnType | `${ColumnType}[]`
  /** Reads the cell from the data of an event. Of an athlete it is the id, which the writer replaces. */
  readonly read: (data: unknown) => Cell
}

const ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,129}$/
const ATHLETE = /^ath_/
const WORD = /^[A-Za-z][A-Za-z0-9_/+.-]{0,63}$/
const MODEL = /^[a-z][a-z-]{0,63}@([1-9]\d{0,8})$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
/** The years that a lake can hold, 1900 to 2200: a wrong clock of a device must not make a column unreadable. */
const EARLIEST_MS = Date.UTC(1900, 0)
const LATEST_MS = Date.UTC(2200, 0)

/**
 * The cells of H3's resolution 7, as `areaOf` of libs/recordings numbers them: 122 base cells, and seven digits of three bits. Those of a finer
 * resolution have larger numbers, but for two base cells of the far north.
 */
const AREAS = 122 * 8 ** 7

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const textLike = (pattern: RegExp) => (value: unknown) => (typeof value === 'string' && pattern.test(value) ? value : null)

/** What cannot be of its kind is null: a text that has got into a word, or an athlete's id where a thing is named, is not written. */
const CELLS: Readonly<Record<ColumnKind, (value: unknown) => Scalar>> = {
  athlete: textLike(ID),
  id: (value) => (typeof value === 'string' && ID.test(value) && !ATHLETE.test(value) ? value : null),
  word: textLike(WORD),
  count: (value) => (Number.isSafeInteger(value) ? (value as number) : null),
  number: (value) => (isNumber(value) ? value : null),
  flag: (value) => (typeof value === 'boolean' ? value : null),
  instant: (value) => (isNumber(value) && value >= EARLIEST_MS && value < LATEST_MS ? Math.floor(value) : null),
  day: (value) => (typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : null),
  size: (value) => (Array.isArray(value) ? value.length : null),
  model: (value) => (typeof value === 'string' ? Number(MODEL.exec(value)?.[1] ?? Number.NaN) || null : null),
  area: (value) =>
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < AREAS ? (value as number) : null,
}

const snake = (path: string): string =>
  path
    .replaceAll('[]', '')
    .replaceAll('.', '_')
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** In the lake `event_id` is the id of the event itself, and not of the club event that some events name. */
const RENAMED: Readonly<Record<string, string>> = { eventId: 'clubEventId' }

/** `athleteId` is the column athlete_key, `startedAtMs` is started_at, the size of `areas` is areas_size, and the version of `model` is model_version. */
const nameOf = (path: string, kind: ColumnKind): string => {
  const name = snake(RENAMED[path] ?? path)
  if (kind === 'athlete') return `${name.replace(/_ids?$/, '')}_key${path.endsWith('[]') ? 's' : ''}`
  if (kind === 'instant') return name.replace(/_ms$/, '')
  if (kind === 'model') return `${name}_version`
  return kind === 'size' ? `${name}_size` : name
}

type Read = (data: unknown) => unknown

const fieldOf =
  (name: string): Read =>
  (data) =>
    typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[name] : undefined

const readPath = (path: string): Read => {
  const steps = path.split('.').map(fieldOf)
  return (data) => steps.reduce((value, step) => step(value), data)
}

const columnOf = ([path, kind]: readonly [string, ColumnKind]): LakeColumn => {
  const [head = '', inside] = path.split('[]')
  const cell = CELLS[kind]
  const read = readPath(head)
  if (inside === undefined)
    return { name: nameOf(path, kind), kind, isList: false, type: TYPES[kind], read: (data) => cell(read(data)) }
  const element = inside === '' ? (value: unknown) => value : readPath(inside.slice(1))
  return {
    name: nameOf(path, kind),
    kind,
    isList: true,
    type: `${TYPES[kind]}[]`,
    read: (data) => {
      const list = read(data)
      return Array.isArray(list) ? list.map((value) => cell(element(value))) : null
    },
  }
}

/** Returns the columns that an event's data has in the lake; null when it leaves nothing there. */
export const columnsOf = (allowed: Allowed): readonly LakeColumn[] | null =>
  'nothing' in allowed ? null : Object.entries(allowed).map(([path, kind]) => columnOf([path, kind as ColumnKind]))
