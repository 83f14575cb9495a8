/** What surrounds a page in a frame of another site: nothing but whose it is, and the way to the whole. */
import type { Child } from 'hono/jsx'
import { safeUrl } from './links.ts'
import { Mark } from './mark.tsx'
import { LinkContext } from './pictures/picture-link.tsx'
import type { PageAssets } from './shell.tsx'
import { LangContext, type Lang, useWords } from './words.ts'

interface BareShellProps {
  lang: Lang
  title: string
  regionName: string
  /** The page of this site that holds the whole. */
  wholeHref: string
  assets: PageAssets
  /** What a visitor of a demo region must know, here too. */
  demoBanner?: string
  children?: Child
}

export function BareShell(props: BareShellProps) {
  const { lang, title, regionName, assets, children } = props
  return (
    <LangContext.Provider value={lang}>
      <html lang={lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} | ${regionName}`}</title>
          {/* Every link leads out of the frame, since our other pages refuse to stand in one; those of pictures by LinkContext. */}
          <base target="_top" />
          <meta name="robots" content="noindex" />
          <link rel="stylesheet" href={safeUrl(assets.css)} />
          {assets.js && <script type="module" src={safeUrl(assets.js)}></script>}
        </head>
        <body class="y-page y-bare">
          <main id="main">
            <LinkContext.Provider value={{ target: '_top' }}>{children}</LinkContext.Provider>
          </main>
          <Foot {...props} />
        </body>
      </html>
    </LangContext.Provider>
  )
}

function Foot({ regionName, wholeHref, demoBanner }: BareShellProps) {
  const words = useWords()
  return (
    <footer class="y-bare-foot">
      <span class="y-bare-name">
        <Mark />
        {regionName} {words.product}
      </span>
      <a href={safeUrl(wholeHref)} target="_top">
        {words.wholePage}
      </a>
      {demoBanner && <p>{demoBanner}</p>}
    </footer>
  )
}
