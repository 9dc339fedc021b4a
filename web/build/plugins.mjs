// Two small plugins of Vite: what is between graphql`...` becomes an import of what Relay's compiler has made of it, and texts are compiled.
import { readFileSync } from 'node:fs'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'

const TAG = /graphql`\s*(?:query|mutation|subscription|fragment)\s+(\w+)[^`]*`/g

export const relayTags = () => ({
  name: 'relay-tags',
  enforce: 'pre',
  transform(code, id) {
    if (!/\.tsx?$/.test(id) || !code.includes('graphql`')) return null
    const names = new Set()
    const replaced = code.replaceAll(TAG, (_tag, name) => {
      names.add(name)
      return `relay_${name}`
    })
    if (replaced.includes('graphql`')) this.error(`${id} has a graphql tag without a name`)
    const imports = [...names].map((name) => `import relay_${name} from '#relay/${name}'`).join(';')
    return { code: `${imports};${replaced}`, map: null }
  },
})

const HASHED = /"id": "([0-9a-f]{64})"([\s\S]*?)"text": null/g

/** Gives operations their texts beside their hashes, where they are registered nowhere. `file` has the texts by the hashes. */
export const operationTexts = (file) => ({
  name: 'operation-texts',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/.relay/')) return null
    const texts = JSON.parse(readFileSync(file, 'utf8'))
    return {
      code: code.replaceAll(HASHED, (_all, hash, between) => `"id": "${hash}"${between}"text": ${JSON.stringify(texts[hash])}`),
      map: null,
    }
  },
})

/** What src/texts/format.ts reads: a text, or its parts. A number is the place of `#`. */
const partsOf = (elements) => {
  const parts = elements.map((element) => {
    if (element.type === TYPE.literal) return element.value
    if (element.type === TYPE.argument) return { a: element.value }
    if (element.type === TYPE.number) return { n: element.value }
    if (element.type === TYPE.pound) return 0
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      const options = Object.entries(element.options).map(([name, { value }]) => [name, partsOf(value)])
      const kind = element.type === TYPE.select ? 's' : element.pluralType === 'ordinal' ? 'o' : 'p'
      return { [kind]: element.value, of: Object.fromEntries(options) }
    }
    throw new Error(`an element of type ${element.type} is not supported: use arguments, numbers, plurals and selects`)
  })
  return parts.length === 0 ? '' : parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : parts
}

const argumentsOf = (elements) =>
  elements.flatMap((element) => [
    ...(element.type === TYPE.literal || element.type === TYPE.pound ? [] : [element.value]),
    ...Object.values(element.options ?? {}).flatMap(({ value }) => argumentsOf(value)),
  ])

const LANGUAGES = ['en', 'de']

/** Compiles the texts of a file: `export default texts({ key: { en: '...', de: '...' } })`. Throws when a language lacks one, or another argument is in it. */
export const compileTexts = (source, file) => {
  const body = /export default texts\(([\s\S]*)\)\s*$/.exec(source)?.[1]
  if (body === undefined) throw new Error(`${file}: must be export default texts({ ... })`)
  const catalogue = new Function(`return (${body})`)()
  const compiled = {}
  for (const [key, byLanguage] of Object.entries(catalogue)) {
    const seen = LANGUAGES.map((language) => {
      const text = byLanguage[language]
      if (typeof text !== 'string') throw new Error(`${file}: ${key} has no text in ${language}`)
      try {
        const elements = parse(text, { ignoreTag: true })
        compiled[key] = { ...compiled[key], [language]: partsOf(elements) }
        return [...new Set(argumentsOf(elements))].sort().join(', ')
      } catch (error) {
        throw new Error(`${file}: ${key} in ${language}: ${error.message}`)
      }
    })
    if (new Set(seen).size > 1)
      throw new Error(`${file}: ${key} has other arguments in ${LANGUAGES.join(' than in ')}: ${seen.join(' / ')}`)
  }
  return compiled
}

export const compiledTexts = () => ({
  name: 'compiled-texts',
  enforce: 'pre',
  load(id) {
    const file = id.split('?')[0] ?? ''
    if (!/[/.]texts\.ts$/.test(file)) return null
    return `export default ${JSON.stringify(compileTexts(readFileSync(file, 'utf8'), file))}`
  },
})
