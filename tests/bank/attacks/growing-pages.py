# question: 01-perceptron-update/update
# score: 2
# Shows short pages whose open elements are made anew in every paragraph.
from IPython.display import HTML, display

for _ in range(19):
    bold = "".join(f"<b title={number}>" for number in range(1300))
    display(HTML(f"<p>{bold}</p>" + "<p>x</p>" * 1300))


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    return w + step * x, b + step
