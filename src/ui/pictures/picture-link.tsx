/** Links inside pictures, and where they lead when the picture does not stand on a page of this site. */
import { type Child, createContext, useContext } from 'hono/jsx'
import { safeUrl } from '#ui/links.ts'

export interface LinkWay {
  /** The address to write, or undefined where it can lead nowhere. */
  readonly address?: (url: string) => string | undefined
  /** In a frame of another site a link leads out of it. SVG does not heed the `<base target>` of its page. */
  readonly target?: '_top'
}

export const LinkContext = createContext<LinkWay>({})

interface PictureLinkProps {
  href?: string
  /** How the link looks; what is no link has none of it. */
  class?: string
  /** Its name, where what it holds does not say it. */
  label?: string
  transform?: string
  'data-flow'?: string
  'data-node'?: string
  children?: Child
}

/** A link where there is somewhere to go, else a mere group. */
export function PictureLink({ href, class: look, label, children, ...rest }: PictureLinkProps) {
  const { address, target } = useContext(LinkContext)
  const url = safeUrl(href)
  const whole = url !== undefined && address ? address(url) : url
  if (whole === undefined) return <g {...rest}>{children}</g>
  return (
    <a class={look} href={whole} target={target} {...rest} aria-label={label}>
      {children}
    </a>
  )
}
