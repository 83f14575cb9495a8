import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isCorporateNumber,
  isJan,
  isLocalGovernmentCode,
  janCheckDigit,
  localGovernmentCheckDigit,
  registrationNumber,
} from './check-digits.ts'

// Five published corporation numbers.
for (const number of ['7000012050002', '8700110005901', '1180301018771', '5010401067252', '7010001008844']) {
  test(`${number} is a corporation number`, () => {
    assert.ok(isCorporateNumber(number))
    assert.deepEqual(registrationNumber(`T${number}`), { form: true, checks: true })
  })
  test(`${number} with one digit mistyped is none`, () => {
    const mistyped = number.slice(0, 12) + String((Number(number.slice(12)) + 1) % 10)
    assert.ok(!isCorporateNumber(mistyped))
    assert.deepEqual(registrationNumber(`T${mistyped}`), { form: true, checks: false })
  })
}
for (const text of ['', '700001205000', '70000120500023', '７000012050002', '0000012050002'])
  test(`${JSON.stringify(text)} is no corporation number`, () => assert.ok(!isCorporateNumber(text)))
for (const text of ['7000012050002', 'T700001205000', 't7000012050002', 'T7000012050002 '])
  test(`${JSON.stringify(text)} has not the form of a registration number`, () =>
    assert.deepEqual(registrationNumber(text), { form: false, checks: false }))

for (const [five, check] of [
  ['13101', 6],
  ['01100', 2],
  ['09201', 1],
  ['46220', 9],
  ['03209', 3], // 一関市
] as const)
  test(`${five} has the check digit ${check}`, () => {
    assert.equal(localGovernmentCheckDigit(five), check)
    assert.ok(isLocalGovernmentCode(`${five}${check}`))
    assert.ok(!isLocalGovernmentCode(`${five}${(check + 1) % 10}`))
    assert.ok(!isLocalGovernmentCode(five))
  })

// The sample numbers of GS1 and of the encyclopaedias.
for (const jan of ['4912345678904', '4006381333931', '49123456', '73513537', '96385074'])
  test(`${jan} is a JAN code`, () => {
    assert.ok(isJan(jan))
    assert.ok(!isJan(jan.slice(0, -1) + String((Number(jan.slice(-1)) + 1) % 10)))
  })
test('lengths that are none', () => {
  assert.ok(!isJan('491234567890'))
  assert.throws(() => janCheckDigit('491234'), RangeError)
})
