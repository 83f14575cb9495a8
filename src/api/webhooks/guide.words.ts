/** What people read who write a program that receives. Japanese is the source; English has the same keys. */
const ja = {
  title: 'Webhook の受け取り方',
  lead: '注文、出荷、請求、支払いのできごとが起きたときに、あなたのプログラムへ POST で知らせます。署名は Standard Webhooks の形なので、その名前のライブラリーでも確かめられます。',
  description: '結いの輪の Webhook の受け取り方、署名の確かめ方、できごとの一覧',
  parts: [
    [
      '始める',
      '主体のページの「外部プログラム」から「Webhook」を開くか、POST /api/v1/webhooks で、受信先のアドレスと知らせるできごとを決めます。秘密（whsec_…）は一度だけ表示します。「テストを送る」で ping が届きます。',
    ],
    [
      '答える',
      '10秒以内に 2xx を返すと、届いたことになります。本文を読み終えたらすぐに答え、時間のかかる処理はそのあとに行ってください。リダイレクトは追いません。答えの本文は、初めの2kBだけを記録します。',
    ],
    [
      '2度届くことがある',
      '同じ通知が2度届くことがあり、順番も約束しません。webhook-id（本文の id と同じ）を覚えておき、知っているものは 2xx だけを返してください。本文は小さな知らせです。いまの状態は data.url の API で読んでください。知らない項目と知らない type は読みとばしてください。',
    ],
    [
      '届かなかったとき',
      '5秒、5分、30分、2時間、5時間、10時間、14時間、20時間、24時間の間隔（2割までの揺らぎがあります）で送りなおし、10回めで終えます。410 を返すと、すぐにその受信先を止めます。5日間ずっと届かないときも止め、主体の人にメールで知らせます。記録は60日のあいだ残り、画面か API から送りなおせます。',
    ],
    [
      '送り先の決まり',
      'https だけです（手元で試すサーバーからは http://localhost にも送ります）。送るたびに名前を引き、構内や自分自身の住所には送りません。主体ひとつに20件までです。',
    ],
  ],
  verify: '署名を確かめる',
  verifyText:
    '見出し webhook-id、webhook-timestamp と、届いたままの本文を「.」でつなぎ、秘密の whsec_ を除いて Base64 を戻した鍵で HMAC-SHA256 を計算します。webhook-signature には「v1,Base64」が空白区切りで並ぶので、どれかと一致すれば本物です。時刻が5分より離れたものは受け取らないでください。秘密を新しくしてから24時間は、新旧2つの署名が並びます。',
  sample: 'Node.js での例',
  events: 'できごと',
  eventsText:
    '取引先には自分の注文、納品、請求のことだけ、生産者には自分への支払いのことだけ、商社にはすべてを知らせます。',
  kind: '種類（type）',
  when: 'いつ',
  example: '本文の例',
  endpoints: 'API の手続き',
}
const en: typeof ja = {
  title: 'Receiving webhooks',
  lead: 'When something happens to orders, shipments, invoices and payouts, your program is told by a POST. Messages are signed as Standard Webhooks says, so libraries of that name verify them.',
  description: 'How to receive and verify the webhooks of Yuinowa, and all kinds of events',
  parts: [
    [
      'Begin',
      'Open “Programs” and then “Webhooks” on the pages of your party, or call POST /api/v1/webhooks, and say where to send and which events. The secret (whsec_…) is shown once. “Send a test” sends a ping.',
    ],
    [
      'Answer',
      'A 2xx within 10 seconds means that you took it. Answer as soon as the body is read and do what takes long afterwards. Redirects are not followed. Of your answer the first 2 kB are kept.',
    ],
    [
      'It may come twice',
      'The same message may come twice, and the order is not promised. Remember webhook-id (it is the id in the body) and answer only 2xx to one that you know. The body is a short note: read the present state at data.url. Pass over fields and types that you do not know.',
    ],
    [
      'When it does not arrive',
      'It is sent again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h (up to a fifth more, by chance) and given up after the tenth attempt. 410 switches the receiver off at once. So do five days of failing, and the members of the party get a mail. Messages are kept for 60 days and can be sent again from the page or the API.',
    ],
    [
      'Where it may go',
      'https only (a server for trying things also sends to http://localhost). The name is looked up each time, and nothing is sent to private addresses or to this server itself. A party has at most 20 receivers.',
    ],
  ],
  verify: 'Verify the signature',
  verifyText:
    'Join webhook-id, webhook-timestamp and the body, as it came, by dots. Take the secret without whsec_, decode its Base64 and compute HMAC-SHA256 with it. webhook-signature holds one or more “v1,Base64” apart by spaces; when one of them is yours, the message is genuine. Refuse what is more than 5 minutes off. For 24 hours after a new secret there are two signatures, by the new and the old.',
  sample: 'Example for Node.js',
  events: 'Events',
  eventsText:
    'A buyer is told of the own orders, deliveries and invoices only, a producer of the own payouts only, the company of everything.',
  kind: 'type',
  when: 'When',
  example: 'Example body',
  endpoints: 'Endpoints',
}
export const guideWords = { ja, en }

/** The example on the page, which a test runs as it stands. */
export const verifySample = `import { createHmac, timingSafeEqual } from 'node:crypto'

// body: the bytes as they came, before JSON.parse
export function isGenuine(headers, body, secret, nowSeconds) {
  const id = headers['webhook-id']
  const at = headers['webhook-timestamp']
  if (Math.abs(nowSeconds - Number(at)) > 300) return false
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const own = createHmac('sha256', key).update(\`\${id}.\${at}.\`).update(body).digest()
  return headers['webhook-signature'].split(' ').some((each) => {
    const theirs = Buffer.from(each.replace('v1,', ''), 'base64')
    return theirs.length === own.length && timingSafeEqual(theirs, own)
  })
}`
