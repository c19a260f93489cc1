# question: 01-perceptron-update/update
# score: 0
# Says, raises and returns text that no file can hold.
print("\ud800" * 10)
get_ipython().display_pub.publish({"text/plain": "\udfff", "text/html": "<b>\ud83d</b>"})


def update(w, b, x, y, eta):
    raise ValueError("\ud800\udc00\x00\x1b[31m <script>alert(1)</script>")
