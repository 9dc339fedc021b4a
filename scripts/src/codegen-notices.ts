import { buildASTSchema, type DocumentNode, isEnumType } from 'graphql'

const wordsOf = (kind: string): readonly string[] => kind.toLowerCase().split('_')

/** Returns the name of a kind's notice: `followRequested`, in follow-requested.ts, for `FOLLOW_REQUESTED`. */
const constOf = (kind: string): string =>
  wordsOf(kind)
    .map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('')

/**
 * Returns the list of notices, one for each value of the enum. The compiler names a kind that has no file, and a file of another
 * kind.
 */
export const generateNotices = (sdl: DocumentNode): string => {
  const type = buildASTSchema(sdl, { assumeValidSDL: true }).getType('NotificationKind')
  const kinds = isEnumType(type) ? type.getValues().map(({ name }) => name) : []
  return [
    ...kinds.map((kind) => `import { ${constOf(kind)} } from '../notices/${wordsOf(kind).join('-')}.ts';`),
    "import { listNotices } from '../notices/define-notice.ts';",
    '',
    'export const notices = listNotices({',
    ...kinds.map((kind) => `  ${kind}: ${constOf(kind)},`),
    '});',
    '',
  ].join('\n')
}
