# question: 01-perceptron-update/update
# score: 2
# Shows pages whose elements are nested, and texts that take long to be read as Markdown.
from IPython.display import HTML, Latex, Markdown, display

for shown in (
    HTML("<div>" * 90_000),
    HTML("<a><b><i>" * 1000),
    HTML("<p " + "x " * 45_000 + ">"),
    HTML("<" * 90_000),
    Markdown("a" + " " * 90_000 + "b"),
    Markdown("> " * 40_000),
    Markdown("![never pasted](attachment:photo.png)"),
    Latex("$" * 90_000),
):
    for _ in range(10):
        display(shown)
print("\x1b[31m" * 100_000)


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    return w + step * x, b + step
