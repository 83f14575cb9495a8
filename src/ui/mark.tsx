/** The mark of 結いの輪: a ring tied of three strands, forest (森), harvest (実り) and water (水). */

const strands = [
  {
    name: 'mori',
    path: 'M28.8 19.9C31.5 18.2 35.4 17.4 39.3 18.3C43.2 19.3 47.0 21.9 49.5 26.0C51.9 30.0 52.9 35.4 51.6 40.7C50.4 46.1 46.8 51.2 41.6 54.6C36.3 57.9 29.4 59.3 22.6 57.8',
  },
  {
    name: 'minori',
    path: 'M44.1 35.2C44.2 38.5 43.0 42.2 40.2 45.1C37.5 48.0 33.2 50.1 28.5 50.2C23.7 50.3 18.6 48.4 14.6 44.6C10.6 40.9 7.9 35.2 7.7 29.0C7.4 22.8 9.7 16.1 14.3 10.9',
  },
  {
    name: 'mizu',
    path: 'M23.2 40.8C20.2 39.3 17.6 36.4 16.5 32.5C15.4 28.7 15.8 24.0 18.0 19.9C20.3 15.7 24.5 12.2 29.8 10.6C35.0 9.1 41.2 9.5 46.7 12.4C52.2 15.3 56.9 20.6 59.1 27.2',
  },
] as const

/** Beside the name it says nothing of its own; where it stands alone, give it a label. */
export function Mark({ label }: { label?: string }) {
  const spoken = label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label }
  return (
    <svg class="y-mark" viewBox="0 0 64 64" width="40" height="40" focusable="false" {...spoken}>
      {strands.map(({ name, path }) => (
        <path class={`y-mark-${name}`} d={path} />
      ))}
    </svg>
  )
}
