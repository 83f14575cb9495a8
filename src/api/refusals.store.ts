/** What the store, the truck and specifications refuse, and what no list of a body may hold. */
export const storeRefusals = {
  given_twice: [
    422,
    '同じものが2回入っています。1つにまとめてください。',
    'The same is there twice. Give it once.',
  ],

  nothing_to_print: [404, 'この日に印刷するものはありません。', 'There is nothing to print for this day.'],

  too_many_pictures: [
    409,
    '写真は{most}枚までです。一枚外してから、のせてください。',
    'A product has {most} pictures at most. Take one off first.',
  ],
  picture_empty: [422, '写真のファイルが空です。', 'The file of the picture is empty.'],
  picture_too_large: [
    422,
    '写真は{limitMb}MBまでです。小さくしてください。',
    'Pictures may have up to {limitMb} MB. Make it smaller.',
  ],
  picture_too_many_pixels: [
    422,
    '写真は{limitMegapixels}メガピクセルまでです。縮小してください。',
    'Pictures may have up to {limitMegapixels} megapixels. Scale it down.',
  ],
  picture_svg: [422, 'SVGは使えません。JPEGかPNGにしてください。', 'SVG is not taken. Use JPEG or PNG.'],
  not_a_picture: [
    422,
    '写真として読めません。別のファイルにしてください。',
    'This is not a picture. Send another file.',
  ],
  alt_missing: [422, '写真に写っているものを入れてください。', 'Say what the picture shows.'],

  nothing_counted: [422, '数えたロットを1つ以上入れてください。', 'Give at least one lot that was counted.'],

  nutrition_incomplete: [
    422,
    '栄養成分は、5つすべてを入れるか、すべて外してください。',
    'Give all five nutrients, or none.',
  ],
  nutrition_of_missing: [
    422,
    '栄養成分が何に含まれる量か（100gあたりなど）を入れてください。',
    'Say what the nutrition is of, such as 100 g.',
  ],
  energy_does_not_fit: [
    422,
    '熱量が、たんぱく質・脂質・炭水化物から求めた{kcal}kcalと大きく違います。どれかを直してください。',
    'The energy is far from the {kcal} kcal that protein, fat and carbohydrate make. Correct one of them.',
  ],
  order_by_wrong: [
    422,
    '締めの時刻は 11:00 のように入れてください。',
    'Write the time until which orders go the same day like 11:00.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>
