/** What a manifest consists of. */
export type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml }

/** Texts that need no quotes: they begin with a letter or a slash, and no reader takes them for anything else than a text. */
const PLAIN = /^[A-Za-z/][\w./-]*$/
const OTHER_KINDS = /^(true|false|yes|no|on|off|y|n|null)$/i

const quoted = (text: string): string => (/^[^'\\\n]*"[^'\\\n]*$/.test(text) ? `'${text}'` : JSON.stringify(text))

const scalar = (value: string | number | boolean): string =>
  typeof value === 'string' && (!PLAIN.test(value) || OTHER_KINDS.test(value)) ? quoted(value) : String(value)

const isScalar = (value: Yaml): value is string | number | boolean => typeof value !== 'object'
const isEmpty = (value: Yaml): boolean => typeof value === 'object' && Object.keys(value).length === 0

const linesOf = (value: Yaml): string[] => {
  if (isScalar(value)) return [scalar(value)]
  if (isEmpty(value)) return [Array.isArray(value) ? '[]' : '{}']
  if (Array.isArray(value)) {
    return value.flatMap((item: Yaml) => linesOf(item).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`))
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const lines = linesOf(inner)
    if (isScalar(inner) || isEmpty(inner)) return [`${scalar(key)}: ${lines[0]}`]
    return [`${scalar(key)}:`, ...lines.map((line) => `  ${line}`)]
  })
}

/** Writes documents as YAML: block style, texts in quotes where they could be taken for anything else. */
export const toYaml = (documents: readonly Yaml[]): string =>
  documents.map((document) => `${linesOf(document).join('\n')}\n`).join('---\n')
