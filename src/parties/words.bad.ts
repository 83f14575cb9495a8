// Each line below must fail to compile, or the check fails.
import { kindWords, roleWords } from './words.ts'

// @ts-expect-error a role that nobody has
void roleWords.ja.king
// @ts-expect-error English has what Japanese has, and no more
void kindWords.en.neighbour
// @ts-expect-error a dictionary that lacks a role is none
const short: typeof roleWords = { ja: roleWords.ja, en: { visitor: 'Anyone' } }
void short
