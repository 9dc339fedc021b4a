import { onSubmit, showWords, takeToken, words } from '/account/page/ask.mjs'

showWords()
const token = takeToken()
const verifyEmail = 'mutation ($token: String!) { verifyEmail(token: $token) }'

onSubmit(verifyEmail, () => ({ token }), words.verified)
