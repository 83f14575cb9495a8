/** A front page as a region might have it: for looking at the parts together. All names and figures are made up. */
import { Band, CardGrid, Figure, Heading, Hero } from './blocks.tsx'
import { ButtonLink } from './buttons.tsx'
import { sampleBoundary, sampleCircle, sampleLinks, sampleNodes, samplePlaces } from './gallery-pictures.tsx'
import { shellProps } from './gallery.tsx'
import { PictureCard, Story } from './lists.tsx'
import { compactYen } from './numbers.ts'
import { Circle } from './pictures/circle.tsx'
import { FigureWithTable } from './pictures/figure-with-table.tsx'
import { flowsTable, placesTable } from './pictures/picture-tables.ts'
import { PlaceMap } from './pictures/place-map.tsx'
import { Sankey } from './pictures/sankey.tsx'
import { type PageAssets, PageShell } from './shell.tsx'

const yen = (value: number): string => compactYen(value)

export function FrontSample({ assets }: { assets: PageAssets }) {
  return (
    <PageShell
      {...shellProps(assets)}
      title="一関の結いの輪"
      account={{ signInHref: '/sign-in' }}
      density="public"
      flush
      footerNote="一関市 まちづくり推進部が運営しています。"
    >
      <Hero
        above="岩手県一関市"
        title="作る、買う、燃やす、わけあう。ぜんぶ、めぐる。"
        text="一関でとれたもの、はたらいたこと、使ったお金が、どこをまわって、どこへ出ていくのか。ここでは、だれでも見られます。"
        actions={
          <>
            <ButtonLink kind="primary" size="large" href="/trade">
              今週のものを見る
            </ButtonLink>
            <ButtonLink size="large" href="/circulation">
              めぐりを見る
            </ButtonLink>
          </>
        }
        picture={<Circle id="hero" title="11月のめぐり" {...sampleCircle} format={yen} />}
      />
      <Week />
      <Ways />
    </PageShell>
  )
}

function Ways() {
  return (
    <>
      <Band>
        <Heading level={2} lead="お店やホテルから届いたお金が、作る人、はたらく人、まちの店へ。">
          11月のお金の道すじ
        </Heading>
        <CardGrid columns={3}>
          <Figure
            size="large"
            label="外から入ったお金"
            value="1.2"
            unit="億円"
            change={{ direction: 'up', text: '前の月より8%増', good: true }}
            href="/circulation/in"
          />
          <Figure size="large" label="かかわった人と店" value="412" unit="人と店" href="/parties" />
          <Figure size="large" label="油のかわりに燃やした木" value="38.4" unit="t" href="/wood" />
        </CardGrid>
        <FigureWithTable title="どこから来て、どこへ" table={flowsTable(sampleNodes, sampleLinks, yen)}>
          <Sankey id="flows" title="お金の流れ" nodes={sampleNodes} links={sampleLinks} format={yen} />
        </FigureWithTable>
      </Band>
      <Band tone="green">
        <Heading level={2}>作る人のいるところ</Heading>
        <FigureWithTable title="一関の作り手" table={placesTable(samplePlaces)}>
          <PlaceMap
            id="map"
            title="作り手の地図"
            boundary={sampleBoundary}
            places={samplePlaces}
            attribution="見本の輪郭（実在の境界ではありません）"
          />
        </FigureWithTable>
      </Band>
    </>
  )
}

function Week() {
  return (
    <>
      <Band>
        <Heading
          level={2}
          lead="朝どれの野菜も、冬の薪も。"
          action={<ButtonLink href="/trade">ぜんぶ見る</ButtonLink>}
        >
          今週、出ているもの
        </Heading>
        <CardGrid columns={4} pair>
          <PictureCard
            title="曲がりねぎ"
            href="/p/1"
            sub="厳美町・小野寺さん"
            price="¥280 / 束"
            badge="今週あります"
          />
          <PictureCard
            title="矢越かぶ"
            href="/p/2"
            drawing="forest"
            sub="室根町・畠山さん"
            price="¥200 / kg"
          />
          <PictureCard
            title="もち米 こがねもち"
            href="/p/3"
            drawing="water"
            sub="花泉町・千葉さん"
            price="¥620 / kg"
          />
          <PictureCard
            title="ナラの薪 一年乾燥"
            href="/p/4"
            drawing="town"
            sub="千厩町の土場"
            price="¥780 / 束"
          />
        </CardGrid>
      </Band>
      <Band tone="paper">
        <Story
          name="小野寺 ミツ"
          town="厳美町"
          work="曲がりねぎ"
          title="雪の下で、ねぎは甘くなる。"
          href="/s/1"
        >
          <p>
            寝かせて育てると、ねぎが自分で起きようとして曲がるの。その力で甘くなるんだよ。今年は六十束、仙台の店に行きました。
          </p>
        </Story>
      </Band>
    </>
  )
}
