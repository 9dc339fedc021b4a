/** The id of an entity that a reference names by either of its keys; `ref` holds the same value. */
export const keyOf = (reference: { readonly id: string } | { readonly ref: string }): string =>
  'id' in reference ? reference.id : reference.ref
