import { type DocumentNode, visit } from 'graphql'

/** Counts the aliases in a document. */
export const aliasesOf = (document: DocumentNode): number => {
  let count = 0
  visit(document, {
    Field: (field) => {
      if (field.alias !== undefined) count += 1
    },
  })
  return count
}
