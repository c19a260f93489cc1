# question: 01-perceptron-update/update
# score: 2
# Shows styles and numbers that whoever reads them might fail at.
from IPython.display import HTML, display

for opening, closing in ("()", "[]", "{}"):
    display(HTML(f'<p style="color:{opening * 2000}{closing * 2000}">x</p>'))
long = "9" * 5000
display(HTML(f'<p style="width:calc({"a(" * 2000}; height: {long}px">&#{long}; &#x{long};</p>'))


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    return w + step * x, b + step
