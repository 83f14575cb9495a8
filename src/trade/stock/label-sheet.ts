/** On one sheet of A4: three beside each other, eight rows of 66 × 33.9 mm, as they are sold for every printer. */
export const labelsPerSheet = 24
