import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import type { HelpBlock, HelpInline, HelpLine, HelpPlace } from "../../data/help/help-page.ts";
import { HELP_TEXTS as W } from "../../data/texts/help.ts";
import { T } from "../../data/texts.ts";

interface Going {
  readonly onGo: (place: HelpPlace) => void;
}

/** The blocks of a page, as elements. There is no markup in them: each kind of block is drawn here. */
export function HelpBlocks({ blocks, onGo }: Going & { readonly blocks: readonly HelpBlock[] }) {
  return blocks.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
    <Block key={at} block={block} onGo={onGo} />
  ));
}

function Block({ block, onGo }: Going & { readonly block: HelpBlock }) {
  switch (block.type) {
    case "heading": {
      const Heading = block.level === 2 ? "h3" : "h4";
      return (
        <Heading data-section={block.id} tabIndex={-1}>
          <Line line={block.of} onGo={onGo} />
        </Heading>
      );
    }
    case "paragraph":
      return (
        <p>
          <Line line={block.of} onGo={onGo} />
        </p>
      );
    case "note":
      return (
        <aside className="help-note">
          <HelpBlocks blocks={block.of} onGo={onGo} />
        </aside>
      );
    case "code":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List>
          {block.items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
            <li key={at}>
              <HelpBlocks blocks={item} onGo={onGo} />
            </li>
          ))}
        </List>
      );
    }
    case "table":
      return <Table head={block.head} rows={block.rows} onGo={onGo} />;
    case "picture":
      return <Picture picture={block} />;
  }
}

function Table({
  head,
  rows,
  onGo,
}: Going & { readonly head: readonly HelpLine[]; readonly rows: readonly (readonly HelpLine[])[] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, at) => {
            const key = `${at}`;
            return cell.length === 0 ? (
              <td key={key} />
            ) : (
              <th key={key} scope="col">
                <Line line={cell} onGo={onGo} />
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
          <tr key={at}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
              <td key={column}>
                <Line line={cell} onGo={onGo} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Line({ line, onGo }: Going & { readonly line: HelpLine }) {
  return line.map((piece, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
    <Piece key={at} piece={piece} onGo={onGo} />
  ));
}

function Piece({ piece, onGo }: Going & { readonly piece: HelpInline }) {
  switch (piece.type) {
    case "text":
      return piece.text;
    case "code":
      return <code>{piece.text}</code>;
    case "key":
      return <Keys text={piece.text} />;
    case "strong":
      return (
        <strong>
          <Line line={piece.of} onGo={onGo} />
        </strong>
      );
    case "name":
      return (
        <em>
          <Line line={piece.of} onGo={onGo} />
        </em>
      );
    case "link":
      return (
        <button type="button" className="link" onClick={() => onGo(piece.to)}>
          <Line line={piece.of} onGo={onGo} />
        </button>
      );
    case "site":
      return (
        <a href={piece.href} target="_blank" rel="noreferrer" title={W.site}>
          <Line line={piece.of} onGo={onGo} />
          <ExternalLink aria-hidden />
        </a>
      );
  }
}

/** Keys that are held together. */
function Keys({ text }: { readonly text: string }) {
  return text.split(/\+(?=.)/).map((key, at) => (
    <span key={key}>
      {at > 0 && "+"}
      <kbd>{key}</kbd>
    </span>
  ));
}

function Picture({ picture }: { readonly picture: Extract<HelpBlock, { type: "picture" }> }) {
  const [large, setLarge] = useState(false);
  const { src, alt, width, height } = picture;
  return (
    <>
      <button type="button" className="help-picture" title={W.enlarge} onClick={() => setLarge(true)}>
        <img src={src} alt={alt} width={width} height={height} />
      </button>
      {large && (
        <Dialog
          title={W.picture}
          plain
          close={T.close}
          className="help-large"
          onClose={() => setLarge(false)}
        >
          <img src={src} alt={alt} width={width} height={height} />
        </Dialog>
      )}
    </>
  );
}
