import { expect, it } from 'vitest'
import { toYaml } from './yaml.ts'

it('writes maps, lists of maps, and what is empty', () => {
  expect(toYaml([{ a: { b: [{ c: 1, d: ['x'] }, 'e'], empty: {}, none: [] } }, { second: true }])).toBe(
    `a:
  b:
    - c: 1
      d:
        - x
    - e
  empty: {}
  none: []
---
second: true
`,
  )
})

it('quotes texts that a reader would take for something else', () => {
  expect(
    toYaml([
      { a: 'on', b: '25%', c: '4000', d: 'a: b', e: 'No', f: '', g: 'apps/v1', h: '5Gi', i: '- x', j: 'a="b"', k: `it's "b"` },
    ]),
  ).toBe(
    'a: "on"\nb: "25%"\nc: "4000"\nd: "a: b"\ne: "No"\nf: ""\ng: apps/v1\nh: "5Gi"\ni: "- x"\nj: \'a="b"\'\nk: "it\'s \\"b\\""\n',
  )
})
