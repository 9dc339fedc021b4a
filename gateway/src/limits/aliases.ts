import { type DocumentNode, visit } from 'graphql'

/** How many aliases a document writes. */
export const aliasesOf = (document: DocumentNode): number => {
  let count = 0
  visit(document, {
    Field: (field) => {
      if (field.alias !== undefined) count += 1
    },
  })
  return count
}
