// How text looks in an editor: by the page's own colours, which follow day and night.
import { Decoration, EditorView, HighlightStyle, MatchDecorator, syntaxHighlighting, tags, ViewPlugin } from "../vendor/codemirror.js";

const highlighting = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-key)" },
  { tag: [tags.string, tags.content, tags.attributeValue], color: "var(--ink)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.keyword, tags.labelName, tags.typeName, tags.meta], color: "var(--code-other)" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "var(--soft)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--field)" },
  "&.cm-focused": { outline: "0" }, // the box around it shows that
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "0.875rem", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.5rem 0" },
  ".cm-gutters": { backgroundColor: "var(--field)", color: "var(--soft)", border: "0" },
  ".cm-activeLine": { backgroundColor: "var(--line-tint)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--line-tint)", color: "var(--ink)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", outline: "0" },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", color: "var(--wrong)" },
  ".cm-selectionMatch": { backgroundColor: "var(--mark)" },
  ".cm-searchMatch": { backgroundColor: "var(--mark)", outline: "1px solid var(--edge)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--mark)", outline: "2px solid var(--focus)" },
  ".cm-jinja": { color: "var(--code-jinja)", backgroundColor: "var(--code-tint)", borderRadius: "3px" },
  ".cm-jinja *": { color: "inherit !important" },
  ".cm-panels": { backgroundColor: "var(--page)", color: "var(--ink)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { display: "flex", flexWrap: "wrap", gap: "0.35rem 0.5rem", alignItems: "center", padding: "0.5rem 2.5rem 0.5rem 0.5rem" },
  ".cm-panel.cm-search .cm-textfield": { flex: "1 1 9rem", width: "auto", margin: "0", fontSize: "0.875rem" },
  ".cm-panel.cm-search [name=replace].cm-textfield": { flexBasis: "50%" },
  ".cm-panel.cm-search .cm-button": { margin: "0", padding: "0.2rem 0.6rem", border: "1px solid var(--edge)", borderRadius: "6px", backgroundColor: "var(--field)", backgroundImage: "none", color: "var(--ink)", fontSize: "0.8125rem" },
  ".cm-panel.cm-search label": { display: "inline-flex", gap: "0.3rem", alignItems: "center", fontSize: "0.8125rem" },
  ".cm-panel.cm-search input[type=checkbox]": { margin: "0" },
  ".cm-panel.cm-search [name=close]": { top: "0.5rem", right: "0.35rem", minWidth: "1.75rem", minHeight: "1.75rem", padding: "0" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "6px", boxShadow: "var(--shadow)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "0.8125rem", maxHeight: "none" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.15rem 0.5rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-tooltip.cm-completionInfo": { maxWidth: "20rem", padding: "0.4rem 0.6rem", fontFamily: "var(--sans)", fontSize: "0.8125rem" },
  ".cm-completionIcon": { display: "none" },
  ".cm-diagnostic": { padding: "0.4rem 0.6rem", borderInlineStart: "3px solid var(--wrong)", fontFamily: "var(--sans)", fontSize: "0.8125rem", maxWidth: "30rem", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-warning": { borderInlineStartColor: "var(--caution)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--wrong) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--caution) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintPoint:after": { borderBottomColor: "var(--wrong)" },
  ".cm-lint-marker": { content: "normal", width: "0.5rem", height: "0.5rem", borderRadius: "50%" },
  ".cm-lint-marker-error": { content: "normal", backgroundColor: "var(--wrong)" },
  ".cm-lint-marker-warning": { content: "normal", backgroundColor: "var(--caution)", borderRadius: "0" },
  ".cm-mergeView, .cm-merge-a, .cm-merge-b": { height: "100%" },
  ".cm-changedLine": { backgroundColor: "var(--line-tint) !important" },
  ".cm-changedText": { background: "var(--mark) !important" },
});

const slots = new MatchDecorator({
  regexp: /\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}/g,
  decoration: Decoration.mark({ class: "cm-jinja" }),
});

const jinja = ViewPlugin.define(view => ({
  decorations: slots.createDeco(view),
  update(update) { this.decorations = slots.updateDeco(update, this.decorations); },
}), { decorations: plugin => plugin.decorations });

export const looks = [theme, syntaxHighlighting(highlighting), jinja];

// What CodeMirror puts into the page's head is let in by the nonce.
export const nonce = EditorView.cspNonce.of(document.querySelector("link[nonce]").nonce);
