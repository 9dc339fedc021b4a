import { GraphQLError, Lexer, Source, TokenKind } from 'graphql'

const opening = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const closing = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/**
 * Returns how deep brackets of any kind are nested: selections, arguments, lists, objects, types. Reads only the tokens, because the
 * recursive parser would run out of stack. For an incomplete text it returns the depth that was reached.
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
    // The parser reports an invalid token.
    if (!(error instanceof GraphQLError)) throw error
  }
  return deepest
}
