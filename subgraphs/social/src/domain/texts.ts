import { z } from 'zod'

// Control characters but tab and line ends: they draw nothing and hide things.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/

const textOf = (max: number) =>
  z
    .string()
    .transform((text) => text.trim())
    .pipe(
      z
        .string()
        .min(1, 'must not be empty')
        .refine((text) => [...text].length <= max, `must be at most ${max} characters`)
        .refine((text) => !controls.test(text), 'must not contain control characters'),
    )

export const commentText = textOf(1000)
export const postText = textOf(2000)
