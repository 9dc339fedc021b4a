import { ask, onSubmit, showWords, takeToken, words } from '/account/page/ask.mjs'

const requestPasswordReset = 'mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }'
const resetPassword =
  'mutation ($token: String!, $newPassword: String!) { resetPassword(token: $token, newPassword: $newPassword) { accessToken } }'

showWords()
const token = takeToken()
const given = document.getElementById('given')

if (token === '') {
  onSubmit(requestPasswordReset, () => ({ email: given.value }), words.sent)
} else {
  document.querySelector('label').textContent = words.password
  document.querySelector('button').textContent = words.set
  given.type = 'password'
  given.autocomplete = 'new-password'
  const { resetPassword: session } = await onSubmit(resetPassword, () => ({ token, newPassword: given.value }), words.isSet)
  // This page keeps no session: the athlete signs in where the app is.
  await ask('mutation { signOut }', {}, { authorization: `Bearer ${session.accessToken}` })
}
