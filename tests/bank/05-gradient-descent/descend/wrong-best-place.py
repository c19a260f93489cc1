# score: 3
# mistake: lowest-place-returned
def descend(loss, gradient, theta, eta, tol, max_steps):
    h = [loss(theta)]
    best = theta
    for i in range(max_steps):
        theta = theta - eta * gradient(theta)
        h.append(loss(theta))
        if h[-1] <= min(h):
            best = theta
        if abs(h[-1] - h[-2]) < tol:
            break
    return best, h
