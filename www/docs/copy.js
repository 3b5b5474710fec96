// A button beside each piece of code that copies it.
for (const pre of document.querySelectorAll("pre")) {
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.textContent = "Copy";
  said.role = "status";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(pre);
      said.textContent = "Selected: copy it with the keyboard.";
    }
  });
  const bar = document.createElement("p");
  bar.className = "copy";
  bar.append(button, said);
  pre.after(bar);
}
