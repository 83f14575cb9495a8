import type { Producer } from './types.ts'

/** Craft studios. Everyone and everything here is invented. */
export const craftStudios: readonly Producer[] = [
  {
    key: 'yamanome-urushi',
    name: '漆工房 山の目',
    kana: 'ウルシコウボウ ヤマノメ',
    nameEn: 'Yamanome Lacquer Studio',
    kind: 'business',
    town: '山目',
    sector: 'E',
    since: 1983,
    story:
      '県北の浄法寺の漆を使い、朱と黒に金の菱を置く、この土地に伝わる文様の椀を作っています。木地を挽く人、塗る人、絵を描く人、あわせて三人。下地から仕上げまで半年、急ぐと必ず割れます。毎日使ってもらうため、直しは何年たっても引き受けます。孫の代にまた塗り直すのが、いちばんよい仕事です。',
    storyEn:
      'Three craftspeople make lacquer bowls in the red, black and gold-diamond patterns of the region with Joboji lacquer, and will mend them for generations.',
    model: 'consignment',
    registered: true,
    registrationNumber: 'T7999901001107',
    registeredFrom: '2023-10-01',
    account: {
      bankCode: '1153',
      branchCode: '005',
      type: '普通',
      number: '9034941',
      holderKana: 'ウルシコウボウヤマノメ ダイヒヨウ サイトウ ケイ',
    },
    publicOnMap: true,
  },
  {
    key: 'takozu-kamisuki',
    name: '田河津紙すき舎',
    kana: 'タコウヅカミスキシャ',
    nameEn: 'Takozu Paper House',
    kind: 'business',
    town: '東山町田河津',
    sector: 'E',
    since: 1966,
    story:
      '東山の紙は、平泉が栄えた頃から漉かれてきたと伝わります。こうぞは裏の畑で自分で育て、冬の冷たい水で煮て、さらして、漉く。いまは私と弟子の二人だけになりました。卒業証書の紙は、その学校の子どもが自分で漉きに来ます。白すぎない地の色が、墨にも明かりにもよく合います。',
    storyEn:
      'Paper has been made in these hills since the days of Hiraizumi; two people remain, growing their own mulberry and helping pupils make their own diplomas.',
    model: 'consignment',
    registered: false,
    registrationNumber: null,
    registeredFrom: null,
    account: {
      bankCode: '1153',
      branchCode: '003',
      type: '普通',
      number: '9035554',
      holderKana: 'タコウヅカミスキシヤ ダイヒヨウ スズキ ハジメ',
    },
    publicOnMap: true,
  },
  {
    key: 'daito-chushin',
    name: '鋳心舎いわい',
    kana: 'チュウシンシャイワイ',
    nameEn: 'Chushinsha Iwai Ironware',
    kind: 'business',
    town: '大東町摺沢',
    sector: 'E',
    since: 1975,
    story:
      '砂鉄のとれた川のそばで、砂の型に鉄を流す鋳物を続けています。溶けた鉄は千五百度、流すのは息を止める十秒。鉄瓶は内側を炭火で焼いて錆を防ぐ、昔のやり方です。女性の職人が増え、重いと言われた鍋を三割軽くしました。使うほど育つ道具なので、十年目の写真を送ってもらうのが楽しみです。',
    storyEn:
      'Beside a river once rich in iron sand this studio casts kettles and pans in sand moulds; its women casters made the pans a third lighter.',
    model: 'consignment',
    registered: true,
    registrationNumber: 'T7999901001148',
    registeredFrom: '2023-10-01',
    account: {
      bankCode: '0509',
      branchCode: '029',
      type: '普通',
      number: '9036167',
      holderKana: 'カ）チユウシンシヤイワイ',
    },
    publicOnMap: true,
  },
  {
    key: 'konara-mokkou',
    name: '木工房 こなら',
    kana: 'モッコウボウ コナラ',
    nameEn: 'Konara Woodcraft',
    kind: 'business',
    town: '大東町沖田',
    sector: 'E',
    since: 2016,
    story:
      '薪にするには惜しい木がある。薪割りの仲間にそう言われて、山のクリやナラ、サクラで器と板を作り始めました。節や虫の跡は隠さず、どの山の木かを裏に焼き印で入れます。乾かしに二年、削りに三日。油は地元のえごまだけ。新しい家には壁板も納めますが、いちばん出るのは小さなバターナイフです。',
    storyEn:
      'Told by firewood friends that some trees are too good to burn, Satoshi turns local chestnut, oak and cherry into bowls and boards finished with perilla oil.',
    model: 'consignment',
    registered: false,
    registrationNumber: null,
    registeredFrom: null,
    account: {
      bankCode: '0123',
      branchCode: '028',
      type: '普通',
      number: '9036780',
      holderKana: 'モツコウボウコナラ ダイヒヨウ タムラ サトシ',
    },
    publicOnMap: true,
  },
]
