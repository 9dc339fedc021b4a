interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown
}

const allowed = new Set<string>()
let isMade = false

/**
 * Lets a file of the app be started as a worker. The page's policy demands Trusted Types, and a library that starts a worker hands a plain
 * address to the browser: the default policy says yes to the addresses that were named here, and no to all others.
 */
export const allowWorker = (url: string): void => {
  allowed.add(new URL(url, location.href).href)
  const policies = (globalThis as { readonly trustedTypes?: Policies }).trustedTypes
  if (isMade || policies === undefined) return
  isMade = true
  policies.createPolicy('default', {
    createScriptURL: (asked) => (allowed.has(new URL(asked, location.href).href) ? asked : null),
  })
}
