document.getElementById("ask").addEventListener("click", () => document.querySelector("virtual-companion").show());
