import { linesText, lineText } from '@gruppetto/graph'

export const commentText = linesText(1, 1000)
export const cheerText = lineText(1, 160)
export const postText = linesText(1, 2000)
/** A photo needs no words. */
export const photoPostText = linesText(0, 2000)
