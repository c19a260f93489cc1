# question: 01-perceptron-update/update
# score: 2
# Shows a thousand pages and pictures.
from IPython.display import HTML, display

for number in range(1000):
    display(HTML("<p>" + "x" * 10_000 + "</p>"))
    get_ipython().display_pub.publish({"image/png": "A" * 100_000, "text/plain": "y" * 10_000})


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    return w + step * x, b + step
