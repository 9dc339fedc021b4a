// The schema as clients see it, from the supergraph: without what composes it, and without what no client may ask for.
import { Kind, parse, print, visit } from 'graphql'

const ofComposition = (name) => /^(join|link|core)(__|$)/.test(name)
const isHidden = ({ directives = [] }) => directives.some(({ name }) => name.value === 'inaccessible')
const KEPT = new Set(['deprecated', 'specifiedBy', 'oneOf'])

/** Returns the SDL of the public schema. */
export const publicSchema = (supergraphSdl) => {
  const named = (node) => (isHidden(node) || ofComposition(node.name.value) ? null : undefined)
  const removed = visit(parse(supergraphSdl, { noLocation: true }), {
    [Kind.DIRECTIVE_DEFINITION]: () => null,
    [Kind.SCALAR_TYPE_DEFINITION]: named,
    [Kind.ENUM_TYPE_DEFINITION]: named,
    [Kind.OBJECT_TYPE_DEFINITION]: named,
    [Kind.INTERFACE_TYPE_DEFINITION]: named,
    [Kind.UNION_TYPE_DEFINITION]: named,
    [Kind.INPUT_OBJECT_TYPE_DEFINITION]: named,
    [Kind.FIELD_DEFINITION]: named,
    [Kind.INPUT_VALUE_DEFINITION]: named,
    [Kind.ENUM_VALUE_DEFINITION]: (node) => (isHidden(node) ? null : undefined),
  })
  const plain = visit(removed, { [Kind.DIRECTIVE]: ({ name }) => (KEPT.has(name.value) ? undefined : null) })
  return `${print(plain)}\n`
}
