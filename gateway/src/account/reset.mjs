import { ask, onSubmit, takeToken } from '/account/page/ask.mjs'

const requestPasswordReset = 'mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }'
const resetPassword =
  'mutation ($token: String!, $newPassword: String!) { resetPassword(token: $token, newPassword: $newPassword) { accessToken } }'

const token = takeToken()
const given = document.getElementById('given')

if (token === '') {
  const done = 'If the address has an account, a link is on its way there.'
  onSubmit(requestPasswordReset, () => ({ email: given.value }), done)
} else {
  document.querySelector('label').textContent = 'A new password of at least 8 characters'
  document.querySelector('button').textContent = 'Set the password'
  given.type = 'password'
  given.autocomplete = 'new-password'
  const done = 'Your password is set, and every device is signed out. Sign in with the new one.'
  const { resetPassword: session } = await onSubmit(resetPassword, () => ({ token, newPassword: given.value }), done)
  // This page keeps no session: the athlete signs in where the app is.
  await ask('mutation { signOut }', {}, { authorization: `Bearer ${session.accessToken}` })
}
