// Pages within the page: what the exporters made, in a frame in which no script can run. The frame stays, only its
// document changes, so that nothing flickers; it is as wide as that document is meant to be, and scaled down to fit.
const BARRED = "script, meta[http-equiv], base, link";

export class Frame {
  #html;

  constructor(container, width) {
    this.container = container;
    this.frame = container.querySelector("iframe");
    this.width = width;
    this.loaded = new Promise(resolve => {
      this.frame.addEventListener("load", resolve, { once: true });
      const { contentDocument: page } = this.frame;
      if (page?.readyState === "complete" && page.URL !== "about:blank") resolve();
    });
    new ResizeObserver(() => this.#fit()).observe(container);
  }

  async show(html) {
    await this.loaded;
    if (html === this.#html) return;
    this.#html = html;
    // The frame's own parser, as its policy lets styles in; the page's does not.
    const made = new this.frame.contentWindow.DOMParser().parseFromString(html, "text/html");
    for (const element of made.querySelectorAll(BARRED)) element.remove();
    const page = this.frame.contentDocument;
    page.replaceChild(page.adoptNode(made.documentElement), page.documentElement);
    this.#fit();
    for (const image of page.images) image.addEventListener("load", () => this.#fit());
  }

  resize(width) {
    this.width = width;
    this.#fit();
  }

  print() {
    this.frame.contentWindow.print();
  }

  #fit() {
    const room = this.container.clientWidth;
    const page = this.frame.contentDocument?.documentElement;
    if (!room || !page || !this.#html) return;
    const scale = Math.min(1, room / this.width);
    const { style } = this.frame;
    style.width = `${this.width}px`;
    style.height = "0";
    const height = Math.ceil(Math.max(page.getBoundingClientRect().height, page.scrollHeight));
    style.height = `${height}px`;
    style.transform = `scale(${scale})`;
    style.marginInlineStart = `${Math.max(0, (room - this.width) / 2)}px`;
    this.container.style.height = `${Math.ceil(height * scale)}px`;
  }
}
