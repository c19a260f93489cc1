# score: 2
# mistake: one-step-only
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(1):
        theta = theta - eta * gradient(theta)
        history.append(loss(theta))
    return theta, history
