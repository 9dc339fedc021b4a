import type { GraphQLError } from 'graphql'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { inThePast, issue, refusal } from './field-rules.ts'
import { lineText } from './texts.ts'
import { validInput } from './validate.ts'

const input = z.object({
  name: lineText(3, 5),
  email: z.string(),
  count: z.int().min(1).max(10),
  meters: z.number().positive('must be more than 0'),
  kind: z.enum(['A', 'B']),
  tags: z.array(z.string()).max(1),
  at: z.number().refine((at) => at > 7, refusal(inThePast())),
  odd: z.string().refine((text) => text === '', 'is odd'),
  both: z.string().superRefine((_text, context) => context.addIssue(issue(inThePast()))),
})

it('says which rule each field breaks, with its bounds, beside the sentence', () => {
  const given = { name: 'ab', email: null, count: 11, meters: 0, kind: 'C', tags: ['a', 'b'], at: 7, odd: 'x', both: '' }
  const fieldsOf = (value: unknown) => {
    try {
      validInput(input, value)
    } catch (error) {
      return (error as GraphQLError).extensions.fields as readonly { readonly path: string }[]
    }
    throw new Error('It is valid')
  }
  expect(fieldsOf(given)).toEqual([
    { path: 'input.name', message: 'must have at least 3 characters', rule: 'TOO_SHORT', min: 3 },
    { path: 'input.email', message: expect.any(String), rule: 'REQUIRED' },
    { path: 'input.count', message: expect.any(String), rule: 'TOO_LARGE', max: 10 },
    { path: 'input.meters', message: 'must be more than 0', rule: 'TOO_SMALL', above: 0 },
    { path: 'input.kind', message: expect.any(String), rule: 'NOT_ONE_OF', values: ['A', 'B'] },
    { path: 'input.tags', message: expect.any(String), rule: 'TOO_MANY', max: 1 },
    { path: 'input.at', message: 'must lie in the future', rule: 'IN_THE_PAST' },
    { path: 'input.odd', message: 'is odd', rule: 'INVALID' },
    { path: 'input.both', message: 'must lie in the future', rule: 'IN_THE_PAST' },
  ])
  const more = fieldsOf({ ...given, name: ' ', count: 1.5, email: 7 })
  expect(more).toMatchObject(
    [
      { path: 'input.name', rule: 'REQUIRED' },
      { path: 'input.email', rule: 'INVALID' },
      { path: 'input.count', rule: 'NOT_WHOLE' },
    ].concat(Array.from({ length: more.length - 3 }, () => expect.anything())),
  )
  expect(fieldsOf({ ...given, name: 'abcdef\u0000' })[0]).toMatchObject({ rule: 'WRONG_CHARACTERS' })
})
