# score: 4
def descend(loss, gradient, theta, eta, tol, max_steps):
    now = loss(theta)
    if max_steps == 0:
        return (theta, [now])
    there = theta - eta * gradient(theta)
    if abs(loss(there) - now) < tol:
        return (there, [now, loss(there)])
    last, rest = descend(loss, gradient, there, eta, tol, max_steps - 1)
    return (last, [now] + list(rest))
