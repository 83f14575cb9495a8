import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type StoryBlocks, givenBlocks } from './stories.ts'

const table: readonly [string, Parameters<typeof givenBlocks>[0], StoryBlocks][] = [
  ['nothing', undefined, {}],
  ['empty answers', { who: { ja: ' ', en: '' }, why: {} }, {}],
  ['an answer in Japanese', { who: { ja: ' 祖母\n' } }, { who: { ja: '祖母', en: '' } }],
  [
    'an answer in English alone',
    { how: { ja: '', en: 'By hand' } },
    { how: { ja: 'By hand', en: 'By hand' } },
  ],
  [
    'in the order of the questions',
    { why: { ja: '冬に備えて' }, where: { ja: '山', en: 'Hill' } },
    { where: { ja: '山', en: 'Hill' }, why: { ja: '冬に備えて', en: '' } },
  ],
]
for (const [name, asked, blocks] of table)
  test(`story: ${name}`, () => {
    const given = givenBlocks(asked)
    assert.deepEqual(given, blocks)
    assert.deepEqual(Object.keys(given), Object.keys(blocks))
  })
