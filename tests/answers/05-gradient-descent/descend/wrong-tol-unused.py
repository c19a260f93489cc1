# score: 2
# hint: S1
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(loss(theta))
    return theta, history
