import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import type { Language } from "../../shared/types/language.ts";
import { readGuide } from "./read-guide.ts";

const FOLDER = fileURLToPath(new URL("../../docs/guide", import.meta.url));
const NAME = /^virtual:guide\/(en|de)$/;
const LOADED = /^\0virtual:guide\/(en|de)$/;

/**
 * Makes the modules `virtual:guide/en` and `virtual:guide/de` of the guide's pages. Its pictures become files of the
 * page like all others, so they come from its own origin and are in the list of what is served.
 */
export function guidePlugin(): Plugin {
  return {
    name: "logonscope-guide",
    resolveId: (id) => (NAME.test(id) ? `\0${id}` : null),
    load(id) {
      const language = LOADED.exec(id)?.[1] as Language | undefined;
      if (language === undefined) return null;
      const { pages, files } = readGuide(FOLDER, language);
      for (const file of files) this.addWatchFile(file);
      const pictures: string[] = [];
      const json = JSON.stringify(pages).replaceAll(/"src":("(?:[^"\\]|\\.)*")/g, (_, text: string) => {
        const src = JSON.parse(text) as string;
        if (!pictures.includes(src)) pictures.push(src);
        return `"src":p${pictures.indexOf(src)}`;
      });
      const imports = pictures.map((src, at) => `import p${at} from ${JSON.stringify(`${src}?url`)};`);
      return `${imports.join("\n")}\nexport const PAGES = ${json};\n`;
    },
  };
}
