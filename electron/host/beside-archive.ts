/**
 * A folder of the program as the system sees it. A package keeps the program in one archive, `app.asar`, which is a folder to
 * Electron alone; what is opened as an ordinary file, as the demo logs are, stands in `app.asar.unpacked` beside it.
 * Without a package it is the path that was given.
 */
export function besideArchive(path: string): string {
  return path.replace(/([\\/]app\.asar)(?=[\\/])/, "$1.unpacked");
}
