/** The gallery's tables and forms. */
import { EmptyState, Money } from './blocks.tsx'
import { Button, ButtonLink, ButtonRow, CopyButton } from './buttons.tsx'
import {
  Checkbox,
  CheckboxGroup,
  ErrorSummary,
  Field,
  FieldGroup,
  FieldRow,
  FileField,
  Form,
  RadioGroup,
  Select,
  TextArea,
} from './forms.tsx'
import type { PartProps } from './gallery.tsx'
import { Table } from './tables.tsx'

interface OrderRow {
  no: string
  buyer: string
  kg: string
  yen: number
}

export function Tables({ content, t }: PartProps) {
  const rows: OrderRow[] =
    content === 'empty'
      ? []
      : [
          { no: 'T-2026-00123', buyer: t('ホテル 蔵の湯'), kg: '12.5 kg', yen: 128_400 },
          { no: 'T-2026-00124', buyer: t('学校給食センター 西'), kg: '240.0 kg', yen: 1_284_000 },
          { no: 'T-2026-00125', buyer: t('返品'), kg: '−1.5 kg', yen: -1_234 },
        ]
  const columns = [
    { key: 'no', label: t('番号') || '番号', cell: (row: OrderRow) => <a href={`/o/${row.no}`}>{row.no}</a> },
    { key: 'buyer', label: t('買い手') || '買い手', sortHref: '?sort=buyer' },
    {
      key: 'kg',
      label: '重さ',
      numeric: true,
      hideOnPhone: true,
      sortHref: '?sort=kg',
      sorted: 'descending' as const,
    },
    { key: 'yen', label: '金額', numeric: true, cell: (row: OrderRow) => <Money yen={row.yen} /> },
    { key: 'note', label: '備考' },
  ]
  const foot = [{ label: '合計', cells: { yen: <Money yen={1_411_166} strong /> } }]
  return (
    <>
      <Table
        caption={t('今週の注文') || '表'}
        columns={columns}
        rows={rows}
        foot={foot}
        filterable
        highlight={(row) => row.yen < 0}
      />
      <Table caption="電話ではカードになる表" columns={columns} rows={rows} foot={foot} phone="cards" />
      <Table caption="空の表" columns={columns} rows={[]} empty={<EmptyState title="まだありません" />} />
    </>
  )
}

export function Forms({ content, t }: PartProps) {
  const bad = content === 'ordinary' ? undefined : t('重さを数字で入れてください。例: 12.5')
  const towns = [
    { value: 'daito', label: t('大東') },
    { group: '東', options: [{ value: 'senmaya', label: t('千厩') }] },
  ]
  return (
    <Form action="/o" csrf="token" requestKey="key" files label={t('注文の入力') || '–'}>
      <ErrorSummary
        errors={bad ? [{ name: 'kg', message: bad }, { message: 'もう一度お試しください。' }] : []}
      />
      <FieldGroup legend={t('お届け') || '–'} hint={t('わかるところだけで大丈夫です。')}>
        <Field
          name="name"
          label={t('お名前') || '–'}
          value={t('佐藤 ハル')}
          autocomplete="name"
          required
          hint={t('通帳と同じ名前')}
        />
        <FieldRow>
          <Field
            name="kg"
            label="重さ"
            type="decimal"
            unit={t('kg') || 'kg'}
            value="12.5"
            error={bad}
            required
          />
          <Field name="day" label="持ってくる日" type="date" value="2026-11-27" />
        </FieldRow>
        <Field name="mail" label="メール" type="email" autocomplete="email" optional />
        <Field name="fixed" label="変えられない欄" value={t('T-2026-00123')} readonly />
        <Select
          name="town"
          id="f-town-2"
          label={t('町') || '–'}
          options={towns}
          value="senmaya"
          error={bad}
        />
        <TextArea name="note" label={t('連絡') || '–'} value={t('お昼すぎに行きます。')} optional />
      </FieldGroup>
      <Choices t={t} bad={bad} />
      <Buttons t={t} />
    </Form>
  )
}

function Buttons({ t }: Pick<PartProps, 't'>) {
  return (
    <ButtonRow>
      <Button size="large">{t('注文する') || '–'}</Button>
      <Button kind="secondary" name="draft" value="1">
        下書きにする
      </Button>
      <Button kind="danger">取り消す</Button>
      <Button kind="quiet" type="button">
        やめる
      </Button>
      <Button disabledBecause={t('割り当てが済んでからです') || '–'} size="small">
        出荷する
      </Button>
      <CopyButton text="T-2026-00123" />
      <ButtonLink href="javascript:alert(1)" icon="arrow" download>
        {t('ファイル') || '–'}
      </ButtonLink>
    </ButtonRow>
  )
}

function Choices({ t, bad }: Pick<PartProps, 't'> & { bad?: string }) {
  const choices = [
    { value: 'yen', label: t('現金') || '–', hint: t('月末に口座へ') },
    { value: 'pt', label: t('ポイント') || '–' },
    { value: 'wood', label: '薪', disabled: true },
  ]
  return (
    <FieldGroup legend="受けとり方">
      <RadioGroup
        name="pay"
        label={t('何で受けとりますか') || '–'}
        options={choices}
        value="yen"
        error={bad}
        required
      />
      <CheckboxGroup
        name="days"
        label="来られる日"
        options={[
          { value: 'sat', label: '土曜' },
          { value: 'sun', label: '日曜' },
        ]}
        values={['sat']}
        inline
      />
      <Checkbox
        name="agree"
        label={t('約束ごとを読みました') || '–'}
        hint={t('約束ごとは土場にも貼ってあります。')}
        error={bad}
        required
      />
      <FileField name="csv" label="表のファイル" accept=".csv" hint="CSV" />
    </FieldGroup>
  )
}
