// What a screen reader reads, one stop after the other, from what the browser tells it.

/** Where a line begins and ends, and by what it is introduced, if by anything. */
const BLOCKS = {
  article: "article",
  blockquote: "quotation",
  columnheader: "column header",
  cell: "cell",
  definition: "",
  group: "group",
  LabelText: "",
  list: "list",
  listitem: "",
  DescriptionList: "",
  DescriptionListTerm: "",
  DescriptionListDetail: "",
  paragraph: "",
  region: "region",
  row: "row",
  rowheader: "row header",
  sectionheader: "",
  status: "",
  table: "table",
  term: "",
  Details: "",
  Legend: "",
  caption: "",
};
/** What is a stop of its own, and is read by its name. */
const CONTROLS = {
  button: "button",
  checkbox: "check box",
  combobox: "combo box",
  DisclosureTriangle: "button",
  heading: "heading",
  link: "link",
  radio: "radio button",
};

/** The accessibility tree of an element, as the browser has it. */
async function readTree(page, locator) {
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const name = await locator.evaluate((box) => box.querySelector("#title").textContent);
  const root = nodes.find(
    (node) => node.role?.value === "region" && node.name?.value === name && !node.ignored,
  );
  await session.detach();
  return { root, byId };
}

/** The items of lists that are marked as the current step, which the protocol does not tell with the tree. */
async function findCurrent(page, byId) {
  const session = await page.context().newCDPSession(page);
  const current = new Set();
  for (const node of byId.values()) {
    if (node.ignored || node.role?.value !== "listitem") continue;
    const described = await session.send("DOM.describeNode", {
      backendNodeId: node.backendDOMNodeId,
    });
    if (described.node.attributes.includes("aria-current")) current.add(node);
  }
  await session.detach();
  return current;
}

/** The state of a control, in words. */
function stateOf({ properties = [] }) {
  const is = (name) => properties.find((each) => each.name === name)?.value.value;
  return [
    is("level") && `level ${is("level")}`,
    is("expanded") === true && "expanded",
    is("expanded") === false && "collapsed",
    [true, "true"].includes(is("checked")) && "checked",
    [false, "false"].includes(is("checked")) && "not checked",
    is("disabled") && "unavailable",
  ].filter(Boolean);
}

/** What is read of an element from its first line on: the lines, each as it is read. */
export async function readAloud(page, locator) {
  const { root, byId } = await readTree(page, locator);
  const isCurrent = await findCurrent(page, byId);
  const lines = [];
  let text = "";
  const endLine = () => {
    const line = text.replace(/\s+/g, " ").trim();
    if (line) lines.push(line);
    text = "";
  };
  const children = (node) => (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean);
  const levelIn = (node) => {
    if (node.role?.value === "heading") return stateOf(node)[0];
    return children(node).map(levelIn).find(Boolean);
  };
  const visit = (node) => {
    const role = node.ignored ? "" : node.role?.value;
    if (role === "StaticText") {
      text += node.name.value;
      return;
    }
    if (role in CONTROLS) {
      endLine();
      // The heading in a control is heard with it.
      const level = role !== "heading" && levelIn(node);
      const said = [CONTROLS[role], ...stateOf(node), level && `heading ${level}`].filter(Boolean);
      lines.push(`${node.name.value.replace(/\s+/g, " ").trim()} [${said.join(", ")}]`);
      return;
    }
    // A container of no role, which is laid out as a block within the line.
    if (role === "generic") text += " ";
    const isBlock = role in BLOCKS;
    if (isBlock) {
      endLine();
      if (isCurrent.has(node)) text += "<current step> ";
      const name = node.name?.value.trim();
      const count = role === "list" && `${children(node).length} items`;
      const said = [BLOCKS[role], name && BLOCKS[role] && `“${name}”`, count].filter(Boolean);
      // A group without a name is not heard.
      if (said.length && said[0] !== "group") lines.push(`<${said.join(" ")}>`);
      else if (name && role === "group") lines.push(`<group “${name}”>`);
    }
    for (const child of children(node)) visit(child);
    if (isBlock) endLine();
    else if (role === "generic") text += " ";
  };
  visit(root);
  return lines;
}

/** The controls of a box, each with its role, its name and what it does: what it asks for, leads to, opens or chooses. */
export async function controlsOf(page, locator) {
  const { root, byId } = await readTree(page, locator);
  const found = [];
  const visit = (node) => {
    const role = node.ignored ? "" : node.role?.value;
    if (role in CONTROLS && role !== "heading") found.push(node);
    for (const id of node.childIds ?? []) if (byId.has(id)) visit(byId.get(id));
  };
  visit(root);
  const session = await page.context().newCDPSession(page);
  const controls = await Promise.all(
    found.map(async ({ role, name, backendDOMNodeId }) => {
      const { object } = await session.send("DOM.resolveNode", { backendNodeId: backendDOMNodeId });
      const { result } = await session.send("Runtime.callFunctionOn", {
        objectId: object.objectId,
        returnByValue: true,
        functionDeclaration: `function () {
          const { act, to } = this.dataset;
          const place = this.closest("[id]")?.id;
          // Evidence that stands twice, since its statement does, is the same.
          if (this.localName === "summary") return "open " + this.parentElement.textContent;
          if (this.localName === "a") return "go to " + this.href.split("#")[0];
          if (act) return act + " " + (to ?? place ?? "");
          return "choose " + (this.closest("label")?.textContent ?? place);
        }`,
      });
      return {
        role: CONTROLS[role.value],
        name: name.value.replace(/\s+/g, " "),
        does: result.value,
      };
    }),
  );
  await session.detach();
  return controls;
}
