import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advance, isOpen, mayFollow, nextStates, orderStates } from './states.ts'

// Rows: from; columns: to, in the order of `orderStates`.
const table: Record<(typeof orderStates)[number], string> = {
  //           dqroapsdipsc
  draft: '.xxx.......x',
  quoted: '..xx.......x',
  requested: '...x.......x',
  ordered: '....x......x',
  accepted: '.....xx....x',
  picked: '......x....x',
  shipped: '.......xx...',
  delivered: '........x...',
  invoiced: '.........x..',
  paid: '..........x.',
  settled: '............',
  cancelled: '............',
}
for (const from of orderStates)
  test(`what follows ${from}`, () => {
    assert.equal(orderStates.map((to) => (mayFollow(from, to) ? 'x' : '.')).join(''), table[from])
    assert.equal(nextStates(from).length, table[from].replaceAll('.', '').length)
  })

test('a step that is not allowed is refused by both names', () => {
  assert.equal(advance('accepted', 'shipped'), 'shipped')
  assert.deepEqual(advance('shipped', 'cancelled'), {
    refused: 'step_not_allowed',
    detail: { from: 'shipped', to: 'cancelled' },
  })
})

test('lines may change until the goods leave', () =>
  assert.deepEqual(
    orderStates.filter((state) => isOpen(state)),
    ['draft', 'quoted', 'requested', 'ordered', 'accepted', 'picked'],
  ))
