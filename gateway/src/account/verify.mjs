import { onSubmit, takeToken } from '/account/page/ask.mjs'

const token = takeToken()
const verifyEmail = 'mutation ($token: String!) { verifyEmail(token: $token) }'

onSubmit(verifyEmail, () => ({ token }), 'Your e-mail address is verified. You can close this page.')
