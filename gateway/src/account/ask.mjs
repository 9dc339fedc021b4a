import { languageOf, problemIn, wordsIn } from '/account/page/words.mjs'

const language = languageOf(localStorage.getItem('language'), navigator.language)
export const words = wordsIn(language)

/** Writes the words of a page into the elements that name them. */
export const showWords = () => {
  document.documentElement.lang = language
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word]
  document.title = `${document.querySelector('h1').textContent} · Gruppetto`
}

/** Takes the token out of the page's address, so that it does not stay in the history of the browser. */
export const takeToken = () => {
  const token = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
  return token
}

/** Sends a mutation. Resolves to its data, or to what is wrong. */
export const ask = async (query, variables, headers = {}) => {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = await response.json()
    return { data, problem: errors === undefined ? null : problemIn(language, errors[0]) }
  } catch {
    return { data: null, problem: words.away }
  }
}

/** Sends a mutation when the button of the page's form is pressed, and says what came of it. Resolves to its data. */
export const onSubmit = (query, variablesOf, done) =>
  new Promise((resolve) => {
    const form = document.querySelector('form')
    const state = document.getElementById('state')
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      state.textContent = words.moment
      const { data, problem } = await ask(query, variablesOf())
      state.textContent = problem ?? done
      if (problem !== null) return
      form.hidden = true
      resolve(data)
    })
  })
