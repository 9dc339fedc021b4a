import { type DocumentNode, Kind } from 'graphql'

/** Tells which types satisfy a type condition: the type itself, the members of a union, and all that implements an interface. */
export class PossibleTypes {
  readonly #below = new Map<string, Set<string>>()
  readonly #abstract = new Set<string>()

  constructor(supergraph: DocumentNode) {
    for (const node of supergraph.definitions) {
      if (node.kind === Kind.UNION_TYPE_DEFINITION) {
        this.#abstract.add(node.name.value)
        for (const member of node.types ?? []) this.#add(node.name.value, member.name.value)
      }
      if (node.kind === Kind.INTERFACE_TYPE_DEFINITION) this.#abstract.add(node.name.value)
      if (node.kind === Kind.INTERFACE_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_DEFINITION) {
        for (const parent of node.interfaces ?? []) this.#add(parent.name.value, node.name.value)
      }
    }
  }

  #add(parent: string, child: string): void {
    const known = this.#below.get(parent)
    if (known === undefined) this.#below.set(parent, new Set([child]))
    else known.add(child)
  }

  isAbstract(type: string): boolean {
    return this.#abstract.has(type)
  }

  satisfies(type: string, condition: string): boolean {
    return type === condition || this.#below.get(condition)?.has(type) === true
  }

  /** All types that satisfy at least one of the conditions. */
  of(conditions: readonly string[]): ReadonlySet<string> {
    return new Set(conditions.flatMap((condition) => [condition, ...(this.#below.get(condition) ?? [])]))
  }
}
