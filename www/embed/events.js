const count = (name, story, what) => {
  const item = document.createElement("li");
  item.textContent = `${name}: ${story} ${what}`;
  document.querySelector("#heard").prepend(item);
};

for (const name of ["open", "filter", "compare", "share"])
  addEventListener(
    `contract-fact-box:${name}`,
    ({ detail: { story, place, issue, people, what } }) =>
      count(name, story, place ?? issue ?? people?.join(" ") ?? what),
  );
