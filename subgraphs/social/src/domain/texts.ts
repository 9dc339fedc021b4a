import { linesText, lineText } from '@gruppetto/graph'

export const commentText = linesText(1, 1000)
export const cheerText = lineText(1, 160)
export const sendKeyText = lineText(1, 64)
/** A word to the staff. Without one it is empty. */
export const reportNote = linesText(0, 1000)
export const appealText = linesText(1, 2000)
export const postText = linesText(1, 2000)
/** A photo needs no words. */
export const photoPostText = linesText(0, 2000)
