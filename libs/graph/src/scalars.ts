import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'

const refuse = (scalar: string, expected: string): GraphQLError =>
  new GraphQLError(`${scalar} must be ${expected}.`, { extensions: { code: 'BAD_USER_INPUT' } })

const literalString = (scalar: string, expected: string, parse: (value: string) => unknown) => (node: ValueNode) => {
  if (node.kind !== Kind.STRING) throw refuse(scalar, expected)
  return parse(node.value)
}

const stringScalar = (name: string, expected: string, check: (value: string) => boolean): GraphQLScalarType => {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string' || value.length > 2048 || !check(value)) throw refuse(name, expected)
    return value
  }
  return new GraphQLScalarType({
    name,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: literalString(name, expected, parse),
  })
}

const instantPattern = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/
const instantExpected = 'an RFC 3339 instant such as 2026-11-22T07:30:00Z'

const parseInstant = (value: unknown): Date => {
  if (typeof value !== 'string' || !instantPattern.test(value)) throw refuse('DateTime', instantExpected)
  const date = new Date(value)
  const day = Number(value.slice(8, 10))
  const daysInMonth = new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate()
  if (Number.isNaN(date.getTime()) || day > daysInMonth) throw refuse('DateTime', instantExpected)
  return date
}

/** A Date (or epoch milliseconds) in code; RFC 3339 with offset Z in GraphQL. */
const dateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString()
    if (typeof value === 'number' || typeof value === 'string') return new Date(value).toISOString()
    throw new TypeError('DateTime can only be made of a Date, epoch milliseconds or an ISO string')
  },
  parseValue: parseInstant,
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING) throw refuse('DateTime', instantExpected)
    return parseInstant(node.value)
  },
})

/** Whether a text is a day that there is, such as 2026-11-22. */
export const isCalendarDay = (value: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

const unprintable = /[\p{Cc}\p{Cf}\p{Cs}]/u

/** Whether this is an IANA time zone that the runtime knows. Offsets are not accepted. */
export const isTimeZone = (value: string): boolean => {
  if (!/^[A-Za-z]/.test(value)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}

const isHttpUrl = (value: string): boolean => {
  // The URL parser silently drops line breaks and similar characters.
  if (unprintable.test(value)) return false
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol)
  } catch {
    return false
  }
}

const samples = new GraphQLScalarType({
  name: 'Samples',
  serialize: (value) => value,
  parseValue: () => {
    throw refuse('Samples', 'read, never sent')
  },
})

/** The resolvers of all scalars in schema/common.graphql. A subgraph gets those that its SDL names. */
export const scalarResolvers: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: dateTime,
  Date: stringScalar('Date', 'a day such as 2026-11-22', isCalendarDay),
  TimeZone: stringScalar('TimeZone', 'an IANA time zone such as Europe/Zurich', isTimeZone),
  EmailAddress: stringScalar(
    'EmailAddress',
    'an e-mail address',
    (value) => value.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && !unprintable.test(value),
  ),
  URL: stringScalar('URL', 'an http or https address', isHttpUrl),
  EncodedPolyline: stringScalar('EncodedPolyline', 'an encoded polyline', (value) => /^[?-~]*$/.test(value)),
  Samples: samples,
}
