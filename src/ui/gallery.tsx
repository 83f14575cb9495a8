/** Every component once, with ordinary, long and empty content: for looking, and for `gallery.test.ts`. */
import {
  Avatar,
  Card,
  CardGrid,
  DefinitionList,
  EmptyState,
  Figure,
  Heading,
  Money,
  Notice,
  Progress,
  StatusLabel,
  Steps,
  Tabs,
  TextLink,
} from './blocks.tsx'
import { ButtonLink } from './buttons.tsx'
import { Select } from './forms.tsx'
import { Forms, Tables } from './gallery-forms.tsx'
import { FilterChips, Pager, PictureCard, SearchForm, Story } from './lists.tsx'
import { type PageAssets, PageShell, type PageShellProps } from './shell.tsx'
import type { Lang } from './words.ts'

export type Content = 'ordinary' | 'long' | 'empty'

const long = '一関市千厩町奥玉字天ヶ森下地域協働推進協議会農産物加工直売部会運営委員会千厩支部長'
const longWord = 'https-very-long-word-without-any-break-0123456789-0123456789'

/** Ordinary words, words far too long, or none. */
function say(content: Content, ordinary: string): string {
  return content === 'long' ? `${ordinary}・${long}・${longWord}` : content === 'empty' ? '' : ordinary
}

export function shellProps(assets: PageAssets, lang: Lang = 'ja'): Omit<PageShellProps, 'title'> {
  const ja = lang === 'ja'
  return {
    lang,
    regionName: ja ? '一関市' : 'Ichinoseki City',
    nav: [
      { label: ja ? 'たべもの' : 'Food', href: '/trade' },
      { label: ja ? '木とエネルギー' : 'Wood & energy', href: '/wood', current: true },
      { label: ja ? '電力' : 'Power', href: '/power' },
      { label: ja ? '協働' : 'Community', href: '/community' },
      { label: ja ? 'プラットフォーム' : 'Platform', href: '/platform' },
      { label: ja ? '循環' : 'Circulation', href: '/circulation' },
    ],
    account: {
      name: ja ? '菊池 みどり' : 'Midori Kikuchi',
      role: ja ? '地域商社' : 'Trading company',
      links: [{ label: ja ? 'わたしのこと' : 'My page', href: '/me' }],
      signOut: { action: '/sign-out', csrf: 'x' },
    },
    languageLink: ja
      ? { label: 'English', href: '?lang=en', lang: 'en' }
      : { label: '日本語', href: '?lang=ja', lang: 'ja' },
    footerLinks: [
      { label: ja ? '個人情報の扱い' : 'Privacy', href: '/privacy' },
      { label: ja ? '使い方' : 'Help', href: '/help' },
    ],
    assets,
  }
}

export function GalleryPage({
  content,
  assets,
  lang,
}: {
  content: Content
  assets: PageAssets
  lang?: Lang
}) {
  const t = (ordinary: string): string => say(content, ordinary)
  return (
    <PageShell
      {...shellProps(assets, lang)}
      title={t('部品の見本') || '空の見本'}
      regionName={t('一関市') || '一関市'}
      breadcrumbs={content === 'empty' ? [] : [{ label: t('ホーム'), href: '/' }, { label: t('見本') }]}
      notice={<Notice kind="success" title={t('注文を受けつけました')} live />}
      demoBanner={content === 'empty' ? undefined : t('これは見本の地域です。名前も金額も作りものです。')}
      footerNote={t('運営: 一関市 まちづくり推進部')}
    >
      <Heading
        above={t('注文 T-2026-00123')}
        lead={t('今週の注文と出荷をここで見ます。')}
        action={<ButtonLink href="/new">{t('新しい注文') || '新しい'}</ButtonLink>}
      >
        {t('今週の注文') || '空の見本'}
      </Heading>
      <Numbers content={content} t={t} />
      <Blocks content={content} t={t} />
      <Messages content={content} t={t} />
      <Lists content={content} t={t} />
      <Tables content={content} t={t} />
      <Forms content={content} t={t} />
    </PageShell>
  )
}

export interface PartProps {
  content: Content
  t: (ordinary: string) => string
}

function Blocks({ content, t }: PartProps) {
  const name = (ordinary: string): string => t(ordinary) || '–'
  return (
    <>
      <Tabs
        items={[
          { label: name('すべて'), href: '?s=all', current: true, count: 1234 },
          { label: name('出荷まち'), href: '?s=ship', count: 3 },
          { label: name('請求まち'), href: '?s=bill' },
        ]}
      />
      <CardGrid>
        <Card title={name('カードの題')} href="/c/1" foot={t('3日前')}>
          <p>{t('薪ストーブの家に、今週は丸太が8トン届きました。')}</p>
        </Card>
        <Card title={name('状態')}>
          <p class="flex flex-wrap gap-2">
            <StatusLabel>下書き</StatusLabel> <StatusLabel tone="info">確認中</StatusLabel>{' '}
            <StatusLabel tone="success">支払い済み</StatusLabel>{' '}
            <StatusLabel tone="warning">期限まぢか</StatusLabel> <StatusLabel tone="error">不足</StatusLabel>{' '}
            <StatusLabel tone="green">公開中</StatusLabel>
          </p>
        </Card>
        <Card title={name('集材の目標')} level={3}>
          <Progress
            label={name('今年の丸太')}
            value={content === 'empty' ? 0 : 830}
            max={1200}
            text={t('1,200 t のうち 830 t')}
          />
          <p class="flex items-center gap-3">
            <Avatar name={t('佐藤')} /> <Avatar name="高橋" size="small" /> <Avatar name="K" size="large" />
          </p>
        </Card>
      </CardGrid>
    </>
  )
}

function Numbers({ t }: PartProps) {
  const name = (ordinary: string): string => t(ordinary) || '–'
  return (
    <>
      <Steps
        items={[
          { label: name('下書き'), state: 'done', note: t('11月20日') },
          { label: name('注文'), state: 'done', note: t('11月21日') },
          { label: name('割り当て'), state: 'current', note: t('生産者5人に聞いています') },
          { label: name('出荷'), state: 'next' },
          { label: name('請求'), state: 'next' },
        ]}
      />
      <Heading
        level={2}
        action={<TextLink href="https://www.city.ichinoseki.iwate.jp/">{name('市のサイト')}</TextLink>}
      >
        {name('数字')}
      </Heading>
      <CardGrid columns={4}>
        <Figure
          label={t('今月の売上')}
          value="1,234"
          unit="万円"
          change={{ direction: 'up', text: t('前年同月より12%増'), good: true }}
          href="/f/1"
        />
        <Figure
          label={t('域外への支払い')}
          value="412"
          unit="万円"
          change={{ direction: 'up', text: t('前年同月より3%増'), good: false }}
          href="/f/2"
        />
        <Figure
          label={t('買ってくれた店')}
          value="38"
          unit="軒"
          change={{ direction: 'same', text: t('先月と同じ') }}
          note={t('市内21軒、市外17軒')}
        />
        <Figure label={t('薪になった木')} value="12.4" unit="t" size="large" href="/f/4" />
      </CardGrid>
    </>
  )
}

function Messages({ t }: PartProps) {
  const name = (ordinary: string): string => t(ordinary) || '–'
  return (
    <>
      <DefinitionList
        items={[
          ['取引先', t('ホテル 蔵の湯')],
          ['お届け', t('2026年11月27日(金) 午前')],
          ['金額', <Money yen={128_400} strong />],
          ['値引き', <Money yen={-1_234} />],
        ]}
        wide
      />
      <Notice title={t('ご注意ください')}>{t('11月30日で受付を閉じます。')}</Notice>
      <Notice kind="warning">{t('単価が決まっていない品があります。')}</Notice>
      <Notice kind="error" title={t('送れませんでした')} live />
      <EmptyState
        title={t('まだ注文がありません') || 'なし'}
        text={t('最初の品をのせると、お店から見えるようになります。')}
        action={{ label: name('品をのせる'), href: '/new' }}
      />
    </>
  )
}

function Lists({ content, t }: PartProps) {
  const name = (ordinary: string): string => t(ordinary) || '–'
  const tags = content === 'empty' ? [] : [t('有機'), '今週']
  return (
    <>
      <SearchForm
        action="/s"
        label={t('品をさがす') || '–'}
        value={t('りんご')}
        hint={t('名前・町・作った人')}
        hidden={[{ name: 'page', value: '1' }]}
        clearHref="/s"
      >
        <Select name="town" label="町" options={[{ value: 'daito', label: t('大東') }]} />
      </SearchForm>
      <FilterChips
        items={
          content === 'empty'
            ? []
            : [
                { label: name('すべて'), href: '?', current: true, count: 40 },
                { label: name('野菜'), href: '?k=v', count: 12 },
                { label: name('米'), href: '?k=r' },
              ]
        }
      />
      <CardGrid columns={4} pair>
        <PictureCard
          title={name('曲がりねぎ')}
          href="/p/1"
          sub={t('一関・小野寺さん')}
          price={t('¥280 / 束')}
          tags={tags}
          badge={t('今週あります')}
        />
        <PictureCard
          title={name('矢越かぶ')}
          href="/p/2"
          drawing="forest"
          sub={t('室根')}
          price={t('¥200 / kg')}
        />
        <PictureCard title={name('薪')} href="/p/3" drawing="town" />
        <PictureCard
          title={name('写真つき')}
          href="/p/4"
          picture={{ src: '/assets/mark.svg', alt: '' }}
          drawing="water"
        />
      </CardGrid>
      <Story
        name={t('小野寺 ミツ') || '–'}
        town={t('厳美町')}
        work={t('曲がりねぎ')}
        title={t('雪の下で、ねぎは甘くなる。')}
        href="/story/1"
      >
        <p>{t('寝かせて育てると、ねぎが自分で起きようとして曲がるの。その力で甘くなるんだよ。')}</p>
      </Story>
      <Pager
        prevHref={content === 'empty' ? undefined : '?before=a'}
        nextHref="?after=b"
        summary={t('51–100件 / 1,234件')}
      />
    </>
  )
}
