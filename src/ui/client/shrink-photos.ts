/** Photographs of today's telephones have five megabytes: made smaller here, they cross a weak network and fit the store. */
const longestPx = 1600
const quality = 0.8

export function shrinkPhotos(form: HTMLFormElement): void {
  for (const box of form.querySelectorAll<HTMLInputElement>('input[type=file][accept^="image"]'))
    box.addEventListener('change', () => void shrinkIn(box))
}

async function shrinkIn(box: HTMLInputElement): Promise<void> {
  const made = new DataTransfer()
  for (const file of box.files ?? []) made.items.add(await shrink(file))
  box.files = made.files
}

/** The same photograph, upright, at most 1600 pixels long; as it is when the browser cannot read it or would make it larger. */
async function shrink(file: File): Promise<File> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestPx / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (!small || small.size >= file.size) return file
    return new File([small], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' })
  } catch {
    return file
  }
}
