import { type AppError, appError, HostError } from "../../shared/contract/errors.ts";
import { isFileRef } from "../../shared/contract/guard-basics.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import { type HttpPage, pageHeaders } from "./http-wire.ts";

/**
 * Uploads files one after another, as they are, so that neither page nor server ever holds one in memory. `fetch`
 * tells nothing about how much has been sent, hence the older request.
 */
export async function uploadFiles(
  page: HttpPage,
  files: readonly File[],
  onProgress: (sent: number, total: number) => void = () => {},
): Promise<readonly FileRef[]> {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const refs: FileRef[] = [];
  let before = 0;
  for (const file of files) {
    refs.push(await uploadFile(page, file, (sent) => onProgress(Math.min(before + sent, total), total)));
    before += file.size;
    onProgress(before, total);
  }
  return refs;
}

function uploadFile(page: HttpPage, file: File, onSent: (bytes: number) => void): Promise<FileRef> {
  return new Promise((resolve, reject) => {
    const fail = (error: AppError): void => reject(new HostError(error));
    const request = new XMLHttpRequest();
    request.open("POST", `${page.origin}/api/upload?name=${encodeURIComponent(uploadName(file.name))}`);
    for (const [name, value] of Object.entries(pageHeaders(page))) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => {
      const answer: unknown = request.response;
      if (request.status === 200 && isFileRef(answer)) resolve(answer);
      else fail(errorOf(request.status, file.name));
    };
    // Also when a file can no longer be read: a browser does not say which.
    request.onerror = () => fail(appError("hostLost", { file: file.name }));
    request.onabort = () => fail(appError("hostLost", { file: file.name }));
    request.send(file);
  });
}

function errorOf(status: number, file: string): AppError {
  if (status === 413) return appError("notAllowed", { reason: "tooLarge", file });
  if (status === 400) return appError("fileDenied", { file });
  return appError("hostLost", { file });
}

/** A name that every system accepts; what it stood for is only shown. */
export function uploadName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name.
  const clean = name.replaceAll(/[\u0000-\u001f/\\:*?"<>|]/g, "_").slice(0, 255);
  return clean === "" || clean === "." || clean === ".." ? "file" : clean;
}
