import { expect, it } from 'vitest'
import { namesOf } from './names.ts'

it.each([
  [['Ben'], 1, { names: 'Ben', more: 0 }],
  [['Ben', 'Cleo', 'Dara'], 3, { names: 'Ben, Cleo, Dara', more: 0 }],
  [['Ben', 'Cleo', 'Dara'], 9, { names: 'Ben, Cleo', more: 7 }],
  // Not all of them are named, such as in a sponsored challenge.
  [['Ben'], 3, { names: 'Ben', more: 2 }],
  [['Ben', 'Cleo'], 1, { names: 'Ben, Cleo', more: 0 }],
] as const)('%j of %i', (names, total, said) => expect(namesOf(names, total)).toEqual(said))
