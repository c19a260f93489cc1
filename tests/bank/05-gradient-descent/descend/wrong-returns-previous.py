# score: 3
# mistake: last-step-not-returned
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        before = theta
        theta = theta - eta * gradient(theta)
        history.append(loss(theta))
        if abs(history[-1] - history[-2]) < tol:
            break
    return before, history
