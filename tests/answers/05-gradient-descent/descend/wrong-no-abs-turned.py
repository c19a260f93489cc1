# score: 2
# hint: D15
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(loss(theta))
        if history[-2] - history[-1] < tol:
            break
    return theta, history
