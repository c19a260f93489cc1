# score: 4
def descend(loss, gradient, theta, eta, tol, max_steps):
    def go(theta, before, left):
        if left == 0:
            return theta, [before]
        new = theta - eta * gradient(theta)
        after = loss(new)
        if abs(after - before) < tol:
            return new, [before, after]
        end, rest = go(new, after, left - 1)
        return end, [before] + rest

    return go(theta, loss(theta), max_steps)
