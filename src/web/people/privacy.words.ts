/** How personal data is handled, true to what the program does: who changes one changes the other. */
const ja = {
  title: '個人情報の扱い',
  lead: '結いの輪が、どんなことを、何のために覚え、だれに見せ、いつ消すか。プログラムが実際にしていることを、そのまま書いています。',
  demo: 'ここは体験用の地域です。出てくる人や会社はすべて架空です。ご自分の本当の情報は入れないでください。',
  tableTitle: '覚えること',
  columns: { what: 'なにを', why: 'なんのために', who: 'だれが見るか', until: 'いつまで' },
  rows: [
    {
      what: '名前、メールアドレス、使う言葉',
      why: 'ログイン、招待、いっしょに仕事をする人に分かるように',
      who: 'ご本人、同じ主体の人、招待できる担当（地域商社・市・管理者）',
      until: 'アカウントがある間',
    },
    {
      what: 'パスワード',
      why: 'ログイン',
      who: 'だれも見られません。元に戻せない形（scrypt）でだけ残ります',
      until: '変えるまで',
    },
    {
      what: 'パスキー（公開鍵と呼び名）',
      why: 'パスワードなしのログイン',
      who: 'ご本人。指紋や顔の情報は、お手元の端末から出ません',
      until: '外すまで',
    },
    {
      what: 'ログイン中のしるし',
      why: 'ページを移ってもログインを続けるため',
      who: 'だれも見られません。元に戻せない形でだけ残ります',
      until: '使わないまま2週間、長くても90日',
    },
    {
      what: '主体の紹介（名前、ふりがな、町、物語、写真、始めた年）',
      why: '産品とつくり手を知ってもらうため',
      who: 'どなたでも',
      until: '書きかえる・外すまで。写真の撮影場所や機種は、保存する前に取り除きます',
    },
    {
      what: '地図の位置',
      why: '訪ねてもらうため',
      who: '本人が「載せてよい」としたときだけ、どなたでも',
      until: '書きかえるまで',
    },
    {
      what: '住所',
      why: '帳票の宛先',
      who: 'その主体の人、地域商社・市の担当、管理者、帳票を受け取る相手',
      until: '書きかえるまで。発行した帳票には残ります',
    },
    {
      what: '振込口座',
      why: '精算したお金を振り込むため',
      who: 'その主体の人と地域商社の担当。口座番号は下3桁だけ。振込のファイルには全体が入ります',
      until: '前の口座も、支払いの記録として残ります',
    },
    {
      what: '取引とお金の流れ（台帳）',
      why: '支払い、税の書類、地域の循環の計算',
      who: '取引した両方と担当。公開の数字では、会社や人の名前を伏せます',
      until: '消しません。間違いは、取り消しの記録を足して直します',
    },
    {
      what: '操作の記録（だれが、いつ、何をしたか）',
      why: '間違いや不正をあとから確かめるため',
      who: '地域商社・市の担当、管理者',
      until: '消しません',
    },
    {
      what: '送るメール',
      why: '招待、パスワードの再設定',
      who: '宛先の方。送るまでは管理者も見られます',
      until: '1回だけ使えるリンクの入ったメールは、送ると本文を消します。ほかは1か月ほど',
    },
    {
      what: 'Webhook の受信先、知らせた内容、相手の答えの初めの部分',
      why: '主体が選んだプログラムに、取引のできごとを知らせるため',
      who: 'その主体の人と、その人が決めた受信先。商社の受信先には、すべての取引を知らせます',
      until: '知らせた内容は60日。受信先は外してから60日',
    },
  ],
  cookiesTitle: 'ブラウザーに置くもの（Cookie）',
  cookies: [
    'ログインを続けるためのもの。スクリプトからは読めません。',
    'ログインしていない方の送信を、にせの送信と見分けるためのもの。ブラウザーを閉じると消えます。',
    '選んだ言葉を覚えるもの。1年。',
    '「保存しました」などの知らせを次のページに出すもの。長くても1分。',
  ],
  neverTitle: 'しないこと',
  never: [
    '広告や、動きを追いかける仕組みは入れていません。外の会社のサーバーから、部品や文字も読み込みません。',
    'アクセスした方の IP アドレスは、パスワードを何度も試す人を止めるために、その場で数えるだけです。ファイルにもデータベースにも書きません。',
    'ほかの地域の人は、この地域の情報を見られません。データベースそのものが断ります。',
  ],
  correctTitle: '見る・直す・止める',
  correct: [
    'ご自分のアカウントと主体の情報は、ログインして「アカウント設定」と「自分の情報」から、いつでも見て直せます。',
    'ご自分で直せないこと（メールアドレス、帳票に載ったことなど）や、利用をやめたいとき、自分について何が残っているか知りたいときは、この地域の地域商社か市の担当に申し出てください。個人情報の保護に関する法律にもとづく開示・訂正・利用停止の求めも、同じ窓口です。',
    '台帳と操作の記録は、書き換えも削除もできないつくりです。間違いは、正しい記録を足して直します。',
  ],
}

const en: typeof ja = {
  title: 'Personal data',
  lead: 'What Yuinowa remembers, why, who sees it and when it goes. This is what the program does, as it does it.',
  demo: 'This is a region to try things in. All its people and firms are invented. Do not enter real data of your own.',
  tableTitle: 'What is kept',
  columns: { what: 'What', why: 'Why', who: 'Who sees it', until: 'Until when' },
  rows: [
    {
      what: 'Name, e-mail address, language',
      why: 'To sign in, to be invited, to be known to whom you work with',
      who: 'You, the people of your party, those who may invite (company, city, administrators)',
      until: 'As long as the account exists',
    },
    {
      what: 'Password',
      why: 'To sign in',
      who: 'Nobody. It is kept only in a form that cannot be turned back (scrypt)',
      until: 'Until it is changed',
    },
    {
      what: 'Passkeys (public key and name)',
      why: 'To sign in without a password',
      who: 'You. Fingerprints and faces never leave your device',
      until: 'Until removed',
    },
    {
      what: 'The mark of being signed in',
      why: 'To stay signed in from page to page',
      who: 'Nobody. It is kept only in a form that cannot be turned back',
      until: 'Two weeks without use, ninety days at most',
    },
    {
      what: 'A party’s profile (name, kana, town, story, picture, year)',
      why: 'To make products and makers known',
      who: 'Anyone',
      until: 'Until changed or taken down. Place and camera are removed from pictures before they are kept',
    },
    {
      what: 'Place on the map',
      why: 'So that people can visit',
      who: 'Anyone, but only where the party allows it',
      until: 'Until changed',
    },
    {
      what: 'Address',
      why: 'For documents',
      who: 'The people of the party, company, city, administrators, and who receives its documents',
      until: 'Until changed; documents that were issued keep it',
    },
    {
      what: 'Bank account',
      why: 'To pay what was settled',
      who: 'The people of the party and the company. Three digits of the number only; the bank’s file has it whole',
      until: 'Earlier accounts stay as records of payments',
    },
    {
      what: 'Trades and flows of money (the ledger)',
      why: 'Payment, tax documents, the circulation of the region',
      who: 'Both sides of a trade and those in charge. Public figures name no firm or person',
      until: 'Not removed. Mistakes are mended by adding a reversal',
    },
    {
      what: 'The audit (who did what, and when)',
      why: 'So that mistakes and misuse can be looked into',
      who: 'The company, the city, administrators',
      until: 'Not removed',
    },
    {
      what: 'Mail to be sent',
      why: 'Invitations, new passwords',
      who: 'Who it is for; administrators too until it is sent',
      until: 'Mail with a link that works once is emptied when sent; the rest goes after about a month',
    },
    {
      what: 'Webhook receivers, what they were told, the beginning of their answers',
      why: 'To tell programs that a party chose of its trade',
      who: 'The people of the party and the receiver that they named. Receivers of the company are told of all trade',
      until: 'What was told for 60 days; a receiver until 60 days after it is removed',
    },
  ],
  cookiesTitle: 'What is put into your browser (cookies)',
  cookies: [
    'One that keeps you signed in. Scripts cannot read it.',
    'One that tells a visitor’s own forms from forged ones. It goes when the browser is closed.',
    'One that remembers the language you chose, for a year.',
    'One that shows “Saved” and the like on the next page, for a minute at most.',
  ],
  neverTitle: 'What is not done',
  never: [
    'There are no advertisements and nothing that follows you. No parts or fonts are loaded from other companies’ servers.',
    'IP addresses are only counted on the spot, to stop those who guess passwords. They are written to no file and no database.',
    'People of other regions cannot see the data of this one: the database itself refuses.',
  ],
  correctTitle: 'To see, correct or stop',
  correct: [
    'Sign in and open “Account” and “My party”: there you see and correct what is yours at any time.',
    'For what you cannot change yourself (your e-mail address, what stands on documents), to stop using it, or to learn what is kept about you, ask the trading company or the city of this region. Requests under the Act on the Protection of Personal Information for disclosure, correction or ceasing of use go the same way.',
    'The ledger and the audit are made so that nothing in them can be changed or removed. Mistakes are mended by adding what is right.',
  ],
}

export const privacyWords = { ja, en }
