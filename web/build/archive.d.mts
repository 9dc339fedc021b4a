export function archiveOf(
  tiles: readonly { readonly z: number; readonly x: number; readonly y: number; readonly bytes: Uint8Array }[],
  options: { readonly metadata: object; readonly maxZoom: number },
): Buffer
