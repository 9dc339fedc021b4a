export const PICTURED: readonly { readonly name: string; readonly path: string; readonly signedIn: boolean }[]
