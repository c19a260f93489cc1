# score: 4
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for _ in range(max_steps):
        theta = step(theta, gradient(theta), eta)
        history.append(loss(theta))
        if abs(history[-1] - history[-2]) < tol:
            break
    return theta, history
