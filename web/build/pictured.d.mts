export interface Pictured {
  readonly name: string
  readonly path: string
  readonly by: 'nobody' | 'ana' | 'newcomer' | 'staff' | 'partner'
  readonly state?: 'offline' | 'failed'
}

export const PICTURED: readonly Pictured[]
export const IN_GERMAN: readonly string[]
