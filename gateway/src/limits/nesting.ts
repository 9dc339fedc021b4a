import { GraphQLError, Lexer, Source, TokenKind } from 'graphql'

const opening = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const closing = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/**
 * How deep brackets of any kind stand in one another: selections, arguments, lists, objects, types. Read from the tokens, since the parser
 * calls itself for each of them and would run out of stack. What breaks off in the middle is as deep as it came.
 */
export const nestingOf = (text: string, maxTokens: number): number => {
  const lexer = new Lexer(new Source(text))
  let depth = 0
  let deepest = 0
  try {
    for (let count = 0; count <= maxTokens; count += 1) {
      const { kind } = lexer.advance()
      if (kind === TokenKind.EOF) break
      if (opening.has(kind)) depth += 1
      else if (closing.has(kind)) depth -= 1
      deepest = Math.max(deepest, depth)
    }
  } catch (error) {
    // What is no token is the parser's to tell.
    if (!(error instanceof GraphQLError)) throw error
  }
  return deepest
}
