import { readFileSync } from 'node:fs'
import { SCOPES_OF_FIELDS } from '@gruppetto/graph'
import {
  type DocumentNode,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  LoneAnonymousOperationRule,
  NoUndefinedVariablesRule,
  NoUnusedFragmentsRule,
  ProvidedRequiredArgumentsRule,
  parse,
  ScalarLeafsRule,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { apiSchemaOf } from './breaking-changes.ts'
import { readSupergraph } from './supergraph.ts'

const schema = apiSchemaOf(readSupergraph())
const textOf = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

/** The guides of those who write clients. */
const GUIDES = ['README.md', 'docs/guides/partners.md', 'docs/guides/clients.md', 'docs/guides/operating.md']

const FENCE = /^```(\w*)\n(.*?)^```$/gms

/** The operations that a guide shows: blocks of GraphQL, and operations in a line of another language. */
const operationsOf = (guide: string): string[] =>
  [...guide.matchAll(FENCE)].flatMap(([, language, block = '']) => {
    if (language === 'graphql') return [block]
    const inJson = [...block.matchAll(/"query":"([^"]+)"/g)].map(([, operation = '']) => operation)
    return [
      ...inJson,
      ...[...block.matchAll(/\b(?:query|mutation|subscription) ?[({][^'"`\n]*\}/g)].map(([operation]) => operation),
    ]
  })

/** The fields that a guide names in a sentence with arguments or fields below them, such as `Challenge.sponsorship { offerCode }`. */
const fieldsOf = (guide: string): string[] =>
  [...guide.replaceAll(FENCE, '').matchAll(/`((?:[A-Z]\w*\.)?[a-z]\w* ?[({][^`]*)`/g)].map(([, field = '']) => field)

const without = (...rules: readonly ValidationRule[]) => specifiedRules.filter((rule) => !rules.includes(rule))
const RULES_OF_OPERATIONS = without(LoneAnonymousOperationRule)
const RULES_OF_FIELDS = without(NoUnusedFragmentsRule, NoUndefinedVariablesRule, ProvidedRequiredArgumentsRule, ScalarLeafsRule)

const problemsOf = (text: string, rules: readonly ValidationRule[]): string[] => {
  let document: DocumentNode
  try {
    document = parse(text)
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message]
    throw error
  }
  return validate(schema, document, rules).map(({ message }) => message)
}

/** Arguments that a sentence names without a value, and what it leaves out, as GraphQL can be asked about them. */
const spelledOut = (field: string): string =>
  field.replaceAll(/\{ *(?:\.{3}|…) *\}/g, '{ __typename }').replaceAll(/\([^()]*\)/g, (args) =>
    args
      .replaceAll(/,\s*(?:\.{3}|…)/g, '')
      .replaceAll(/:\s*(?:\.{3}|…)?\s*(?=[,)}])/g, ': $any')
      .replaceAll(/(?<=[({,]\s*)(\w+)(?=\s*[,)}])/g, '$1: $any'),
  )

/** What is wrong with a field in a sentence: nothing, where one of the types that have such a field agrees. */
const problemsOfField = (field: string): string[] => {
  const [, typeName, rest = ''] = /^(?:([A-Z]\w*)\.)?(.*)$/s.exec(field) ?? []
  const name = /^\w+/.exec(rest)?.[0] ?? ''
  const types = Object.values(schema.getTypeMap()).filter(
    (type) =>
      (isObjectType(type) || isInterfaceType(type)) &&
      (typeName === undefined ? type.getFields()[name] !== undefined : type.name === typeName),
  )
  if (types.length === 0) return [`no type has ${field}`]
  const found = types.map((type) =>
    problemsOf(`fragment Said on ${type.name} { ${spelledOut(rest)} }`, RULES_OF_FIELDS).filter(
      // What a sentence does not mention is not missing.
      (problem) => !problem.includes('was not provided'),
    ),
  )
  return found.toSorted((a, b) => a.length - b.length)[0] ?? []
}

describe('the guides', () => {
  it('would be wrong with what the schema has not', () => {
    const guide = [
      '```sh',
      `curl -d '{"query":"{ partner { moon } }"}'`,
      '```',
      'Call `revokeApiKey(key)`, see `Sponsorship.brand { moon }`, `viewer { … }` and `moon(id)`.',
      '```graphql',
      '{ viewer { id } } query ($moon: ID!) { viewer { id } }',
      '```',
    ].join('\n')
    expect(operationsOf(guide).map((operation) => problemsOf(operation, RULES_OF_OPERATIONS))).toEqual([
      ['Cannot query field "moon" on type "Partner".'],
      ['Variable "$moon" is never used.'],
    ])
    expect(fieldsOf(guide).map(problemsOfField)).toEqual([
      [expect.stringContaining('Unknown argument "key"')],
      ['Cannot query field "moon" on type "Brand".'],
      [],
      ['no type has moon(id)'],
    ])
  })

  it.each(GUIDES)('show operations that the schema takes: %s', (file) => {
    const operations = operationsOf(textOf(file))
    for (const operation of operations) expect([operation, problemsOf(operation, RULES_OF_OPERATIONS)]).toEqual([operation, []])
  })

  it.each(GUIDES)('name fields that the schema has: %s', (file) => {
    const fields = fieldsOf(textOf(file)).filter((field) => !/^gruppetto_|^sum\(/.test(field))
    const wrong = fields.map((field) => [field, problemsOfField(field)] as const).filter(([, problems]) => problems.length > 0)
    expect(wrong).toEqual([])
  })

  it('name each field that needs a scope of a key, for partners', () => {
    const guide = textOf('docs/guides/partners.md')
    const named = new Set([...guide.matchAll(/\b[a-z]\w+/g)].map(([word]) => word))
    const fields = Object.keys(SCOPES_OF_FIELDS).map((path) => path.split('.')[1] ?? '')
    expect(fields.filter((field) => !named.has(field))).toEqual([])
  })
})
