# score: 2
# mistake: stopped-at-equal-change
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(loss(theta))
        if abs(history[-1] - history[-2]) <= tol:
            break
    return theta, history
