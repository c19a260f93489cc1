# score: 3
def descend(loss, gradient, theta, eta, tol, max_steps):
    h = [loss(theta)]
    v = 0
    for i in range(max_steps):
        v = 0.5 * v + gradient(theta)
        theta = theta - eta * v
        h.append(loss(theta))
        if abs(h[-1] - h[-2]) < tol:
            break
    return theta, h
