let loading: Promise<ReadonlySet<string>> | null = null

/** Returns the 49,000 most common leaked passwords, in lower case. They are loaded at the first call: most processes never need them. */
export const commonPasswords = (): Promise<ReadonlySet<string>> => {
  loading ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
  return loading
}
