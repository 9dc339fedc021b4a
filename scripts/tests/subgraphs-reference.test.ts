import { producers } from '@gruppetto/events'
import type { SubgraphModule } from '@gruppetto/graph'
import type { AnyAthletesOf } from '@gruppetto/runtime'
import { testRuntime } from '@gruppetto/testing'
import { expect, it } from 'vitest'
import { loadModule } from '../src/generated/modules.ts'

const code = (text: string): string => `\`${text}\``
const list = (texts: readonly string[]): string => texts.map(code).join(', ')
const rows = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** Writes an index such as `athleteId, -startedAt, place (2dsphere)`: a minus means descending, other kinds are in brackets. */
const indexText = (keys: Readonly<Record<string, unknown>>): string =>
  Object.entries(keys)
    .map(([key, kind]) => (kind === 1 ? key : kind === -1 ? `-${key}` : `${key} (${kind})`))
    .join(', ')

/** Says in a few words which athletes the rows are about. */
const athletesText = (athletes: AnyAthletesOf): string => {
  if ('none' in athletes) return `nobody: ${athletes.none}`
  const fields = Object.entries('ids' in athletes ? athletes.ids : athletes.partsOf)
  const kept =
    typeof athletes.exported === 'object' && 'not' in athletes.exported ? `; not exported: ${athletes.exported.not}` : ''
  return fields.map(([field, what]) => `${code(field)} ${'ids' in athletes ? what : `of ${what}`}`).join(', ') + kept
}

/** A subgraph may have no events of its own. */
const producedBy: Readonly<Record<string, Readonly<Record<string, { readonly name: string }>>>> = producers

const sectionOf = async (module: SubgraphModule): Promise<string> => {
  const runtime = await testRuntime()
  try {
    const { workers, jobs, database } = await module.open(runtime)
    const produced = Object.values(producedBy[module.name] ?? {}).map(({ name }) => name)
    const collections = [...database.collections.values()]
      .map(({ name, athletes, shardKey, oneShard, indexes }) => [
        code(name),
        oneShard === null ? code(indexText(shardKey)) : `one shard: ${oneShard}`,
        indexes.map(({ keys }) => code(indexText(keys))).join('<br>'),
        athletesText(athletes),
      ])
      .sort(([a = ''], [b = '']) => a.localeCompare(b))
    return [
      `## ${module.name}`,
      `Produces ${list(produced)}.`,
      rows(
        ['consumer', 'events'],
        workers.map(({ name, on }) => [code(name), list(on)]),
      ),
      ...(jobs.length === 0
        ? []
        : [
            rows(
              ['job', 'every'],
              jobs.map(({ name, everyMs }) => [code(name), `${everyMs / 1000} s`]),
            ),
          ]),
      rows(['collection', 'shard key', 'indexes beside `_id`', 'whose: what erasure does'], collections),
    ].join('\n\n')
  } finally {
    await runtime.close()
  }
}

it('docs/reference/subgraphs.md names every consumer, job, collection and index', async () => {
  const sections: string[] = []
  for (const load of Object.values(loadModule)) sections.push(await sectionOf(await load()))
  const notice = '<!-- Generated: npx vitest run scripts/tests/subgraphs-reference.test.ts -u -->'
  const text = `${notice}\n# Subgraphs\n\nWhat each subgraph produces, consumes, does on a clock and keeps.\n\n${sections.join('\n\n')}\n`
  await expect(text).toMatchFileSnapshot('../../docs/reference/subgraphs.md')
})
