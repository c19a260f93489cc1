# question: 01-perceptron-update/update
# score: 2
# Shows what would run in the browser of whoever looks at this.
from IPython.display import HTML, SVG, Javascript, Markdown, display

display(HTML("<script>fetch('/formgrader/api')</script><img src=x onerror=alert(1)>"))
display(HTML("<a href='javascript:alert(1)'>x</a><iframe src='/lab'></iframe><form action=/>"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>1</script></svg>"))
display(Javascript("alert(1)"), Markdown("<img src=x onerror=alert(1)>"))
display({"application/vnd.jupyter.widget-view+json": {"model_id": "x"}}, raw=True)


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    return w + step * x, b + step
