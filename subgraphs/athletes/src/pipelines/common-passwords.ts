let loading: Promise<ReadonlySet<string>> | null = null

/** The 49,000 passwords that leaked most often, in lower case; read when the first is chosen, since most processes never need them. */
export const commonPasswords = (): Promise<ReadonlySet<string>> => {
  loading ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
  return loading
}
