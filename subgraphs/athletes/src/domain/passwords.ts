export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 256

// The passwords of eight characters and more that head every list of leaked ones, and this product's own name.
const common = new Set(
  `password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword 12345678 123456789 1234567890 0123456789 987654321
  9876543210 87654321 11111111 111111111 00000000 22222222 88888888 99999999 12341234 11223344 12344321 12121212 1q2w3e4r 1q2w3e4r5t
  1qaz2wsx qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwertz123 qwertzuiop azertyuiop asdfghjkl asdfasdf asdf1234 zxcvbnm123 abcd1234
  abc12345 abcdefgh a1b2c3d4 aa123456 iloveyou iloveyou1 sunshine princess football baseball superman batman123 starwars pokemon1 welcome1
  welcome123 letmein1 letmein123 trustno1 changeme changeme123 admin123 administrator test1234 testtest secret123 whatever computer internet
  michelle jennifer liverpool chelsea1 gruppetto gruppetto1 gruppetto123 strava123`.split(/\s+/),
)

/** The demo's password stands in the README, so everybody knows it. */
export const DEMO_PASSWORD = 'gruppetto-demo-2026'

/** Passwords that are published: an account that has one of them never gets a role. */
export const PUBLISHED_PASSWORDS: readonly string[] = [DEMO_PASSWORD]

/** A password in the form that is hashed, so that the same keys pressed on two systems give the same bytes. */
export const normalisedPassword = (password: string): string => password.normalize('NFKC')

/** What is wrong with a new password, or null. Length counts characters, not bytes. */
export const passwordProblem = (password: string): string | null => {
  const normal = normalisedPassword(password)
  const length = [...normal].length
  if (length < PASSWORD_MIN) return `must have at least ${PASSWORD_MIN} characters`
  if (length > PASSWORD_MAX) return `must have at most ${PASSWORD_MAX} characters`
  if (new Set(normal).size === 1 || common.has(normal.toLowerCase())) return 'is among the first that anyone would guess'
  return null
}
