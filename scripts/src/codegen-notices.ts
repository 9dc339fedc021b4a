import { buildASTSchema, type DocumentNode, isEnumType } from 'graphql'

const wordsOf = (kind: string): readonly string[] => kind.toLowerCase().split('_')

/** `FOLLOW_REQUESTED` is `followRequested` of follow-requested.ts. */
const constOf = (kind: string): string =>
  wordsOf(kind)
    .map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('')

/** The list of the kinds of notifications, by the enum: the compiler names a kind that has no file, and a file whose kind is another. */
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
