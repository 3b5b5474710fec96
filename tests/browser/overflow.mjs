// What sticks out.

/** What reaches beyond the box or the page at the side, but for what only a screen reader is told. */
export function overflowing(page) {
  return page.evaluate(() => {
    const found = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth)
      found.push(`the page scrolls sideways: ${scrollWidth} in ${clientWidth}`);
    const hosts = [...document.querySelectorAll("*")]
      .map((each) => each.shadowRoot)
      .filter(Boolean);
    for (const box of [document, ...hosts].flatMap((root) => [
      ...root.querySelectorAll("section.cfb"),
    ])) {
      const host = (box.getRootNode().host ?? box.parentElement).getBoundingClientRect();
      for (const element of [box, ...box.querySelectorAll("*")]) {
        const { left, right, width } = element.getBoundingClientRect();
        if (width === 0 || (right <= host.right + 0.5 && left >= host.left - 0.5)) continue;
        // Moved out of sight on purpose, by a clip that leaves nothing; or in a row that scrolls, which is looked at itself.
        let hidden = false;
        for (let each = element; each && each !== box; each = each.parentElement) {
          const { clipPath, overflowX } = getComputedStyle(each);
          hidden ||= clipPath === "inset(50%)" || (each !== element && overflowX === "auto");
        }
        if (!hidden)
          found.push(
            `${element.localName}.${element.getAttribute("class")} sticks out: ${left} to ${right} in ${host.left} to ${host.right}`,
          );
      }
    }
    return found;
  });
}
