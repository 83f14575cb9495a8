/** What the webhooks refuse, on the pages and in the API: status, sentence in Japanese, in English. */
export const webhookRefusals = {
  url_wrong: [
    422,
    '受信先のアドレスは、https://example.jp/hooks のように最後まで入れてください。',
    'Enter the whole address of the receiver, such as https://example.jp/hooks.',
  ],
  url_not_https: [
    422,
    '受信先のアドレスは https:// で始めてください。内容が途中で読まれないようにするためです。',
    'Begin the address of the receiver with https://, so that nobody on the way can read along.',
  ],
  url_with_password: [
    422,
    '受信先のアドレスから、@ の前のユーザー名とパスワードを外してください。本物の通知かどうかは、署名で確かめられます。',
    'Leave user name and password (before @) out of the address of the receiver. The signature shows that a message is genuine.',
  ],
  url_not_public: [
    422,
    '受信先のアドレスは、インターネットから届くものにしてください。このサーバー自身や構内のネットワークには送れません。',
    'Give the receiver an address that the internet can reach. Nothing is sent to this server itself or into private networks.',
  ],
  url_too_long: [
    422,
    '受信先のアドレスが長すぎます。{limit}文字までにしてください。',
    'The address of the receiver is too long: at most {limit} characters.',
  ],
  kinds_missing: [
    422,
    '知らせるできごとを、ひとつ以上選んでください。',
    'Choose at least one kind of event to be told of.',
  ],
  kind_not_yours: [
    422,
    '「{kind}」は、いまの役割では選べません。このできごとを外してください。',
    'Your present role cannot choose {kind}. Leave this kind of event out.',
  ],
  too_many_receivers: [
    409,
    '受信先は{most}件までです。使わないものを外してから加えてください。',
    'A party has at most {most} receivers. Remove one that is not used, then add this one.',
  ],
  receiver_unknown: [
    404,
    'この受信先は見つかりません。外されていないか、一覧を確かめてください。',
    'This receiver is not known. See in the list whether it was removed.',
  ],
  message_unknown: [
    404,
    'この通知は見つかりません。60日より前のものは残していません。',
    'This message is not known. Messages are kept for 60 days.',
  ],
  receiver_off: [
    409,
    'この受信先は止まっています。送りはじめてから、もう一度お試しください。',
    'This receiver is switched off. Switch it on, then try again.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>
