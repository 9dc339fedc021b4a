import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql'
import { textArgument } from './arguments.ts'

/** A specification that a supergraph follows. */
interface Link {
  readonly name: string
  readonly version: string
  readonly link: ConstDirectiveNode
}

/** Reads the specifications from `@link` of the schema, or from `@core` of older supergraphs. */
export const linksOf = ({ definitions }: DocumentNode): Link[] =>
  definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.directives ?? []) : [],
    )
    .flatMap((link): Link[] => {
      const url = textArgument(link, 'url') ?? textArgument(link, 'feature') ?? ''
      const [, name, version] = /\/([^/]+)\/v(\d+\.\d+)$/.exec(url) ?? []
      return name === undefined || version === undefined ? [] : [{ name, version, link }]
    })
