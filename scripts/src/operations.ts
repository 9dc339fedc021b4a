import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { loadGatewayConfig } from '@gruppetto/gateway/config'
import {
  BrokenPublicationError,
  type Documents,
  documentCheck,
  ManifestError,
  operationNamesOf,
  type Publication,
  publicationIds,
  publish,
  readManifests,
  readPublication,
  removePublication,
} from '@gruppetto/gateway/registered'
import { ConfigError, isOutage, loadConfig, type ObjectStore, openObjectStore } from '@gruppetto/runtime'
import { readSupergraph } from './supergraph.ts'

const USAGE = `npm run operations -- publish [--name NAME] FILE...   registers what a build of a client sends: .graphql documents, or the
                                                      manifest of Relay, Apollo or GraphQL Code Generator
npm run operations -- list                            what is registered, newest first
npm run operations -- show ID                         the documents of one publication
npm run operations -- check [FILE...]                 whether files, or everything registered, can run with the schema of this checkout
npm run operations -- remove ID                       registers a publication no longer`

/** What the command says, and its exit code. */
export interface Outcome {
  readonly lines: readonly string[]
  readonly code: number
}

export interface OperationsDesk {
  readonly objects: ObjectStore
  /** Returns why a document could not run. */
  readonly check: (text: string) => readonly string[]
  readonly readFile: (path: string) => Uint8Array
  readonly nowMs: number
}

const done = (...lines: string[]): Outcome => ({ lines, code: 0 })
const refused = (...lines: string[]): Outcome => ({ lines, code: 1 })

const titleOf = (hash: string, text: string): string => {
  const names = operationNamesOf(text).filter((name) => name !== '')
  return `${hash}  ${names.length === 0 ? 'without a name' : names.join(', ')}`
}

const problemsOf = (documents: Documents, check: OperationsDesk['check']): string[] =>
  [...documents].flatMap(([hash, text]) => check(text).map((problem) => `${titleOf(hash, text)}: ${problem}`))

const read = (desk: OperationsDesk, files: readonly string[]): Documents =>
  readManifests(files.map((path) => ({ name: path, bytes: desk.readFile(path) })))

const publishFiles = async (desk: OperationsDesk, name: string, files: readonly string[]): Promise<Outcome> => {
  const documents = read(desk, files)
  const problems = problemsOf(documents, desk.check)
  if (problems.length > 0) return refused(...problems, 'Nothing is published.')
  const { id, isNew } = await publish(desk.objects, { name, documents, nowMs: desk.nowMs })
  const hashes = [...documents].map(([hash, text]) => titleOf(hash, text))
  return done(...hashes, isNew ? `${id}  ${name} is published.` : `${id}  ${name} was published already: nothing has changed.`)
}

/** Reads all publications, newest first, and says which are broken. */
const readAll = async (objects: ObjectStore): Promise<{ readonly publications: Publication[]; readonly broken: string[] }> => {
  const publications: Publication[] = []
  const broken: string[] = []
  for (const id of await publicationIds(objects)) {
    try {
      publications.push(await readPublication(objects, id))
    } catch (error) {
      if (!(error instanceof BrokenPublicationError)) throw error
      broken.push(error.message)
    }
  }
  return { publications: publications.toSorted((a, b) => b.publishedAt.localeCompare(a.publishedAt)), broken }
}

const list = async ({ objects }: OperationsDesk): Promise<Outcome> => {
  const { publications, broken } = await readAll(objects)
  const lines = publications.map(({ id, name, publishedAt, documents }) => `${id}  ${publishedAt}  ${documents.size}  ${name}`)
  if (lines.length + broken.length === 0) return done('Nothing is registered.')
  return { lines: [...lines, ...broken], code: broken.length === 0 ? 0 : 1 }
}

const show = async ({ objects }: OperationsDesk, id: string): Promise<Outcome> => {
  if (!(await publicationIds(objects)).includes(id)) return refused(`There is no publication ${id}: \`list\` shows them.`)
  const { documents } = await readPublication(objects, id)
  return done(...[...documents].map(([hash, text]) => titleOf(hash, text)))
}

const checkAll = async (desk: OperationsDesk, files: readonly string[]): Promise<Outcome> => {
  if (files.length > 0) {
    const problems = problemsOf(read(desk, files), desk.check)
    return problems.length > 0 ? refused(...problems) : done('All of them can run.')
  }
  const { publications, broken } = await readAll(desk.objects)
  const wrong = publications.flatMap(({ id, name, documents }) => {
    const problems = problemsOf(documents, desk.check)
    return problems.length === 0 ? [] : [`${id}  ${name}`, ...problems.map((problem) => `  ${problem}`)]
  })
  const problems = [...broken, ...wrong]
  return problems.length > 0 ? refused(...problems) : done('All of them can run.')
}

const remove = async ({ objects }: OperationsDesk, id: string): Promise<Outcome> =>
  (await removePublication(objects, id))
    ? done(`${id} is removed. Gateways know it within a minute; what other publications have stays registered.`)
    : refused(`There is no publication ${id}: \`list\` shows them.`)

/** Runs the words of a command. Bad files and ids are said in the outcome; a store that does not answer rejects. */
export const runOperations = async (desk: OperationsDesk, [command = '', ...words]: readonly string[]): Promise<Outcome> => {
  try {
    if (command === 'publish') {
      const isNamed = words[0] === '--name'
      const [files, given] = isNamed ? [words.slice(2), words[1] ?? ''] : [words, null]
      const name = (given ?? files.map((path) => basename(path)).join(' ')).trim()
      if (files.length > 0 && name !== '' && !files.some((path) => path.startsWith('--')))
        return await publishFiles(desk, name, files)
    }
    const [id] = words
    if (command === 'list' && words.length === 0) return await list(desk)
    if (command === 'show' && id !== undefined && words.length === 1) return await show(desk, id)
    if (command === 'check') return await checkAll(desk, words)
    if (command === 'remove' && id !== undefined && words.length === 1) return await remove(desk, id)
  } catch (error) {
    if (error instanceof ManifestError) return refused(...error.problems, 'Nothing is published.')
    if (error instanceof BrokenPublicationError) return refused(error.message)
    throw error
  }
  return { lines: [USAGE], code: command === '' ? 0 : 2 }
}

const main = async (words: readonly string[]): Promise<Outcome> => {
  try {
    return await runOperations(
      {
        objects: await openObjectStore(loadConfig(process.env)),
        check: documentCheck(readSupergraph(), loadGatewayConfig(process.env)),
        readFile: readFileSync,
        nowMs: Date.now(),
      },
      words,
    )
  } catch (error) {
    if (error instanceof ConfigError) return refused(error.message)
    if (isOutage(error)) {
      return refused(`The object store does not answer: ${String(error)}`, 'Try again: to publish twice changes nothing.')
    }
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES') return refused(message, 'Nothing is published.')
    throw error
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { lines, code } = await main(process.argv.slice(2))
  for (const line of lines) (code === 0 ? console.log : console.error)(line)
  process.exitCode = code
}
