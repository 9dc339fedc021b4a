declare module '*.css'
declare module '@fontsource-variable/*'
/** The address of a file that the build takes along. */
declare module '*?url' {
  const url: string
  export default url
}

interface ImportMeta {
  readonly env: { readonly PROD: boolean }
}
