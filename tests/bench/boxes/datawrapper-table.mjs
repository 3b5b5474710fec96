// A table for Datawrapper's runtime, since none of its own visualizations is published: a row for each statement, narrowed by
// the buttons above to a question. `dw` is the global that the runtime makes.
/* global dw */

function makeTable(headers, rows) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const header of headers) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = header;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const values of rows) {
    const row = body.insertRow();
    for (const value of values) row.insertCell().textContent = value;
  }
  return table;
}

dw.visualization.register("statements", {
  render(target) {
    const columns = this.dataset.columns();
    const headers = columns.map((column) => column.name());
    const rows = columns[0].values().map((_, at) => columns.map((column) => column.val(at)));
    const questions = [...new Set(rows.map(([question]) => question))];
    const tabs = document.createElement("div");
    const place = document.createElement("div");
    const show = (chosen) => {
      for (const tab of tabs.children)
        tab.setAttribute("aria-pressed", String(tab.dataset.question === (chosen ?? "")));
      const shown = rows.filter(([question]) => chosen === undefined || question === chosen);
      place.replaceChildren(makeTable(headers, shown));
    };
    tabs.className = "tabs";
    for (const question of [undefined, ...questions]) {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.dataset.question = question ?? "";
      tab.textContent = question ?? "All";
      tab.addEventListener("click", () => show(question));
      tabs.append(tab);
    }
    show();
    target.replaceChildren(tabs, place);
    this.renderingComplete();
    document.documentElement.dataset.live = "";
  },
});
