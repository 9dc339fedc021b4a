/** Returns the id in a federation reference, which has it as `id` or as `ref`. */
export const keyOf = (reference: { readonly id: string } | { readonly ref: string }): string =>
  'id' in reference ? reference.id : reference.ref
