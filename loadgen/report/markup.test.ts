import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeMarkup, html, inlineCode, trusted } from "./markup.ts";

test("interpolated text is escaped, markup is not, null leaves nothing", () => {
  const name = `<script>alert("x")</script>`;
  expect(html`<b title="${name}">${html`<i>${1}</i>`}${null}${["&", trusted("<br>")]}</b>`.text).toBe(
    '<b title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"><i>1</i>&amp;<br></b>',
  );
});

test("escaped text holds no markup and nothing that XML forbids, whatever it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const escaped = escapeMarkup(text);
      expect(escaped).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
      expect(escaped).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      expect(escaped.isWellFormed()).toBe(true);
    }),
  );
});

test("what stands between backquotes is code, and escaped like the rest", () => {
  expect(inlineCode("write `<a>` or <b>").text).toBe("write <code>&lt;a&gt;</code> or &lt;b&gt;");
});
