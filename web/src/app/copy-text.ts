/** Marks a text and copies it as the menu of a browser does. In a dialog, nothing outside it can be marked. */
const copyMarked = (text: string): boolean => {
  const place = document.createElement('span')
  place.textContent = text
  place.className = 'unseen'
  const before = document.activeElement
  const room = before?.closest('dialog') ?? document.body
  room.append(place)
  const marked = getSelection()
  marked?.selectAllChildren(place)
  // Before any listener of the page: the text as it is, with its line breaks, and nothing of how it looks.
  const put = (event: ClipboardEvent) => {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
  }
  document.addEventListener('copy', put, { capture: true, once: true })
  try {
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', put, { capture: true })
    marked?.removeAllRanges()
    place.remove()
  }
}

/**
 * Copies a text. Returns whether it is copied. Browsers have `navigator.clipboard` at secure addresses alone; at others the older way is
 * left, which works for the press of a button.
 */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    if (!('clipboard' in navigator)) return copyMarked(text)
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
